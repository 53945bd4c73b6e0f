import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { ingest, rebuild } from '../../src/app/composition.ts'
import { BUNDLED_PIPELINES } from '../../src/forms/form-library.ts'
import type { ReviewDecision } from '../../src/model/review-decision.ts'
import { openReadingStore } from '../../src/run/reading-store.ts'
import { textToPage } from '../../src/stages/open-text/text-to-page.ts'
import { filesFolder } from '../../src/store/files-folder.ts'
import { openStore } from '../../src/store/open-store.ts'
import { makeZip } from '../engines/zip/make-zip.ts'
import { seenPage } from '../pipeline/seen-pages.ts'
import { collect } from '../store/temporary-store.ts'
import { exported } from './exported.ts'

const SEED = fileURLToPath(new URL('../../samples/minhang-2024.txt', import.meta.url))

let db = ''
let input = ''
let pipelines = ''

beforeEach(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tabularium-rebuild-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  db = join(folder, 'x.db')
  input = join(folder, 'minhang-2024.txt')
  pipelines = join(folder, 'pipelines')
  copyFileSync(SEED, input)
  cpSync(BUNDLED_PIPELINES, pipelines, { recursive: true })
  await ingest([input], { db, pipelines })
})

function change(file: string, from: string, to: string): void {
  const path = join(pipelines, 'performance-goal', file)
  const text = readFileSync(path, 'utf8')
  expect(text).toContain(from)
  writeFileSync(path, text.replaceAll(from, to))
}

async function decide(part: Partial<ReviewDecision>): Promise<void> {
  const store = await openStore(db)
  const [document] = await collect(store.documents())
  const sha256 = document?.sha256 ?? ''
  const key = { sha256, sequence: 12, path: 'indicators[1].level3', before: '运维护容' }
  const { corrections } = (await store.findForm(sha256, 12))!.form
  const correction = corrections.find(({ path, before }) => path === key.path && before === key.before) ?? null
  const decision = {
    ...key,
    verdict: 'accepted' as const,
    text: null,
    correction,
    actor: 'Li',
    decidedAt: '2026-01-02T00:00:00.000Z',
  }
  await store.saveDecisions([{ ...decision, ...part }])
  await store.close()
}

describe('rebuild', () => {
  it('leaves alone what is up to date, and derives the same again when forced', async () => {
    const before = await exported(db)
    expect((await rebuild({ db, pipelines })).documents).toMatchObject([{ status: 'unchanged' }])
    const { documents } = await rebuild({ db, pipelines, force: true })
    expect(documents).toMatchObject([{ status: 'rebuilt', differences: [], error: null }])
    expect(await exported(db)).toBe(before)
  })

  it('tells what a changed form would change, and changes nothing in a dry run', async () => {
    change('form.yaml', 'label: 可持续影响指标', 'label: 可持续发展指标')
    change('dictionaries/seen-in-forms.csv', '运维护容,运维扩容', '运维护容,运维护栏')
    const before = await exported(db)
    const { documents, runId } = await rebuild({ db, pipelines, dryRun: true })
    expect([runId, await exported(db)]).toEqual([null, before])
    const differences = documents[0]!.differences
    expect(differences).toContainEqual({
      kind: 'value',
      sequence: 12,
      path: 'indicators[14].level2',
      before: '可持续影响指标',
      after: '可持续发展指标',
      why: 'label/glyph applied',
    })
    const proposals = differences.filter(({ kind }) => kind === 'proposal')
    expect(proposals).toHaveLength(3)
    expect(proposals[0]).toMatchObject({
      before: '运维护容',
      after: '运维护栏',
      why: 'dictionary/运维护容 proposes it',
    })

    const applied = await rebuild({ db, pipelines })
    expect(applied.documents[0]?.differences).toEqual(differences)
    const afterwards = await exported(db)
    expect(afterwards).toContain('可持续发展指标')
    const [document] = (await ingest([input], { db, pipelines })).documents
    expect(document?.status).toBe('unchanged')
    await ingest([input], { db, pipelines, force: true })
    expect(await exported(db)).toBe(afterwards)
  })

  it('counts findings of a document alike before and after, also where its forms stand in another one too', async () => {
    const twin = join(db, '..', 'twin.txt')
    writeFileSync(twin, `${readFileSync(SEED, 'utf8')}\n\n`)
    await ingest([twin], { db, pipelines })
    for (const dryRun of [true, false]) {
      const { documents } = await rebuild({ db, pipelines, dryRun, force: true })
      expect(documents).toHaveLength(2)
      for (const { findings, corrections, differences } of documents) {
        expect([findings[0], corrections[0]]).toEqual([findings[1], corrections[1]])
        expect(differences).toEqual([])
      }
    }
  })

  it('tells findings that come and go with the checks', async () => {
    const [was, now] = ['成本控制|总成本|项目成本|预算控制', '别的'] as const
    change('form.yaml', was, now)
    const { documents } = await rebuild({ db, pipelines, dryRun: true })
    const { differences, findings } = documents[0]!
    expect(new Set(differences.map(({ kind }) => kind))).toEqual(new Set(['finding']))
    expect(findings[0] - findings[1]).toBe(differences.length)
    expect(differences[0]).toMatchObject({ after: null, why: 'cost-target-vs-budget no longer finds it' })
    expect((await rebuild({ db, pipelines })).documents[0]?.differences).toEqual(differences)
    change('form.yaml', now, was)
    const back = (await rebuild({ db, pipelines })).documents[0]!.differences
    expect(back.map(({ before, after, path }) => [after, before, path])).toEqual(
      differences.map(({ before, after, path }) => [before, after, path]),
    )
  })

  it('tells values that come on the list for review or go from it', async () => {
    const store = await openStore(db)
    const [document] = await collect(store.documents())
    await store.close()
    const readings = openReadingStore(filesFolder(db), document!.engine.split('+')[1]!)
    await readings.save(document!.sha256, seenPage(readFileSync(SEED, 'utf8'), 3))
    await readings.saveOutline(document!.sha256, { pageCount: 1, issues: [] })
    await rebuild({ db, pipelines, force: true, reviewBelow: '0.5' })
    const stricter = (await rebuild({ db, pipelines, reviewBelow: '0.99' })).documents[0]!.differences
    expect(new Set(stricter.map(({ kind }) => kind))).toEqual(new Set(['review']))
    expect(stricter[0]).toMatchObject({ before: null, after: expect.stringContaining('probability') as string })
    const back = (await rebuild({ db, pipelines, reviewBelow: '0.5' })).documents[0]!.differences
    expect(back.map(({ path }) => path)).toEqual(stricter.map(({ path }) => path))
  })

  it('lets decisions take effect that were made since, and every later reading keeps them', async () => {
    await decide({})
    const [document] = (await rebuild({ db, pipelines })).documents
    expect(document?.differences).toMatchObject([
      { kind: 'value', path: 'indicators[1].level3', before: '运维护容完成数', after: '运维扩容完成数' },
    ])
    expect(document?.differences[0]?.why).toBe('dictionary/运维护容 accepted by Li')
    const decided = await exported(db)
    expect(decided.match(/"decision":"accepted"/gu)).toHaveLength(1)
    expect(decided.match(/"actor":"Li","decidedAt":"2026-01-02T00:00:00.000Z"/gu)).toHaveLength(1)
    expect((await ingest([input], { db, pipelines })).documents).toMatchObject([{ status: 'unchanged' }])
    await ingest([input], { db, pipelines, force: true })
    expect(await exported(db)).toBe(decided)
    await rebuild({ db, pipelines, force: true })
    expect(await exported(db)).toBe(decided)
    const store = await openStore(db)
    expect((await store.search('运维扩容')).total).toBe(1)
    await store.close()
  })

  it('an ingest lets them take effect too, where nobody rebuilt', async () => {
    await decide({})
    expect((await ingest([input], { db, pipelines })).documents).toMatchObject([{ status: 'loaded' }])
    expect(await exported(db)).toContain('运维扩容完成数')
    expect((await rebuild({ db, pipelines })).documents).toMatchObject([{ status: 'unchanged' }])
  })

  it('gives back what was there when a decision is withdrawn', async () => {
    const before = await exported(db)
    await decide({})
    await rebuild({ db, pipelines })
    await decide({ verdict: 'withdrawn' })
    const [document] = (await rebuild({ db, pipelines })).documents
    expect(document?.differences[0]).toMatchObject({ before: '运维扩容完成数', why: 'decision of Li withdrawn' })
    expect(await exported(db)).toBe(before)
  })

  it('leaves a document as it is whose file is gone or another one, with a code', async () => {
    const before = await exported(db)
    change('form.yaml', 'label: 可持续影响指标', 'label: 可持续发展指标')
    writeFileSync(input, 'another text')
    const replaced = await rebuild({ db, pipelines })
    expect(replaced.documents).toMatchObject([{ status: 'left', error: { code: 'no-readings' } }])
    rmSync(input)
    const gone = await rebuild({ db, pipelines })
    expect(gone.documents).toMatchObject([{ status: 'left', error: { code: 'no-readings' } }])
    expect(gone.documents[0]?.error?.message).toContain('no longer there')
    expect(await exported(db)).toBe(before)
  })

  it('needs no file where the pages are kept', async () => {
    const store = await openStore(db)
    const sha256 = JSON.parse((await exported(db)).split('\n')[0]!).document.sha256 as string
    const engine = (await store.findDocument(sha256))!.engine
    await store.close()
    const readings = openReadingStore(filesFolder(db), engine.split('+')[1]!)
    await readings.save(sha256, textToPage(readFileSync(SEED, 'utf8')))
    await readings.saveOutline(sha256, { pageCount: 1, issues: [] })
    rmSync(input)
    const before = await exported(db)
    expect((await rebuild({ db, pipelines, force: true })).documents).toMatchObject([
      { status: 'rebuilt', differences: [] },
    ])
    expect(await exported(db)).toBe(before)
  })

  it('needs no archive for the texts that came out of it', async () => {
    const archive = join(db, '..', 'texts.zip')
    writeFileSync(archive, makeZip([{ name: 'inner.txt', content: readFileSync(SEED) }]))
    const own = join(db, '..', 'zip.db')
    expect((await ingest([archive], { db: own, pipelines })).documents).toMatchObject([{ status: 'loaded' }])
    rmSync(archive)
    const { documents } = await rebuild({ db: own, pipelines, force: true })
    expect(documents).toMatchObject([{ file: 'inner.txt', status: 'rebuilt', differences: [] }])
  })

  it('keeps the forms of a document in which the definitions of now find none', async () => {
    const before = await exported(db)
    change('form.yaml', 'label: 项目名称', 'label: 单位预算编码')
    const file = join(pipelines, 'performance-goal/form.yaml')
    const form = readFileSync(file, 'utf8').replace(/^titles:\n(?: {2}- .*\n)+/mu, 'titles:\n  - 年度预算执行情况\n')
    writeFileSync(file, form)
    const { documents } = await rebuild({ db, pipelines })
    expect(documents).toMatchObject([{ status: 'left', error: { code: 'unknown-form' } }])
    expect(await exported(db)).toBe(before)
  })

  it('makes no database', async () => {
    const folder = join(db, '..', 'empty')
    mkdirSync(folder)
    await expect(rebuild({ db: join(folder, 'none.db') })).rejects.toMatchObject({ code: 'store-missing' })
    expect(readdirSync(folder)).toEqual([])
  })
})
