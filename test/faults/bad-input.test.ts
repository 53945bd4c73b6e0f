import { closeSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ingest } from '../../src/app/composition.ts'
import { generateProse } from '../corpus/prose.ts'
import { createRandom } from '../corpus/random.ts'
import { exported } from '../golden/exported.ts'
import { ingestByCommand, tabularium } from './command-line.ts'
import { temporaryFolder } from './temporary-folder.ts'

const SEED = readFileSync(new URL('../../samples/minhang-2024.txt', import.meta.url), 'utf8')
const random = createRandom(1, 'binary')
const BINARY = Uint8Array.from({ length: 5000 }, () => random.int(0, 255))

/** Each bad text: what is in it, and the code and words that must come out. */
const BAD: Readonly<Record<string, readonly [content: string | Uint8Array, code: string, says: RegExp]>> = {
  'blank.txt': ['\r\n \n\t\n', 'empty-file', /only blank lines/],
  'empty.txt': ['', 'empty-file', /0 bytes/],
  'empty.pdf': ['', 'empty-file', /0 bytes/],
  'noise.txt': [BINARY, 'binary-text', /binary data/],
  'noise.pdf': [BINARY, 'unsupported-type', /neither a PDF/],
  'no-form.txt': [generateProse({ seed: 3, count: 40 }).join('\n'), 'no-form', /No form was found/],
  'table-only.txt': ['月份\t人数\n一月\t12\n二月\t15\n', 'no-form', /No form was found/],
  'other-family.txt': [
    '单位收支决算总表\n\n(2024年度)\n\n收入项目\t金额\t支出项目\t金额\n财政拨款\t12.00\t人员经费\t9.00\n',
    'unknown-form',
    /单位收支决算总表|年度/,
  ],
  'title-only.txt': ['财政项目支出绩效目标申报表\n\n(2024年度)\n', 'form-cut', /no table follows/],
}

test('each bad file of a batch has its code, message and next step; the good one is loaded', async () => {
  const folder = temporaryFolder()
  for (const [name, [content]] of Object.entries(BAD)) writeFileSync(join(folder, name), content)
  writeFileSync(join(folder, 'good.txt'), SEED)
  const db = join(folder, 'out', 'x.db')
  const { documents } = await ingest([folder], { db, jobs: 2 })
  const outcomes = new Map(documents.map(document => [document.file, document]))
  expect([...outcomes.keys()].sort()).toEqual([...Object.keys(BAD), 'good.txt'].sort())
  for (const [name, [, code, says]] of Object.entries(BAD)) {
    const outcome = outcomes.get(name)
    expect(outcome, name).toMatchObject({ status: 'failed', forms: 0, error: { code } })
    expect(outcome?.error?.message, name).toMatch(says)
    expect(outcome?.error?.hint, name).toMatch(/\w.{10,}[.)]$/)
  }
  expect(outcomes.get('good.txt')).toMatchObject({ status: 'loaded', forms: 12, indicators: 152, error: null })
  expect((await exported(db)).trim().split('\n')).toHaveLength(12)
})

test('the exit status tells how much came in', () => {
  const folder = temporaryFolder()
  const db = join(folder, 'x.db')
  const [good, bad] = [join(folder, 'good.txt'), join(folder, 'bad.txt')]
  writeFileSync(good, SEED)
  writeFileSync(bad, '')
  const failed = ingestByCommand([bad], db)
  expect(failed.status).toBe(4)
  expect(failed.stderr).toMatch(/bad\.txt.*empty.*→ Copy/su)
  expect(ingestByCommand([bad, good], db).status).toBe(3)
  const again = ingestByCommand([good], db)
  expect(again.status).toBe(0)
  expect(again.summary.documents[0]?.status).toBe('unchanged')
})

test('a path that names nothing, an unknown option and an unknown family are wrong usage', () => {
  const db = join(temporaryFolder(), 'x.db')
  const missing = ingestByCommand(['no/such/*.pdf'], db)
  expect(missing.status).toBe(2)
  expect(missing.summary.error).toMatchObject({ code: 'no-such-input', hint: expect.stringContaining('spelling') })
  expect(ingestByCommand(['samples', '--form', 'balance-sheet'], db)).toMatchObject({
    status: 2,
    summary: { error: { code: 'unknown-form-family', hint: expect.stringContaining('performance-goal') } },
  })
  expect(tabularium(['ingest']).status).toBe(2)
  expect(tabularium(['ingest', 'samples', '--jobs', 'many', '--db', db]).status).toBe(2)
})

test('what is named itself is taken, or refused with a reason', async () => {
  const folder = temporaryFolder()
  const zip = join(folder, 'archive.zip')
  writeFileSync(zip, Buffer.from('504b0304140000000000', 'hex'))
  const large = join(folder, 'large.txt')
  const handle = openSync(large, 'w')
  ftruncateSync(handle, 65 * 1024 * 1024)
  closeSync(handle)
  const nested = join(folder, 'empty-folder')
  mkdirSync(nested)
  const db = join(folder, 'x.db')
  const { documents } = await ingest([zip, large, '/dev/null', nested], { db })
  expect(documents.map(({ file, error }) => [file, error?.code])).toEqual([
    ['null', 'special-file'],
    ['archive.zip', 'corrupt'],
    ['large.txt', expect.stringMatching(/too-large|binary-text/)],
  ])
})

test('a picture that was cut off is partial or failed, and told to be damaged', async () => {
  const folder = temporaryFolder()
  const picture = readFileSync(new URL('../../samples/clean-page.png', import.meta.url))
  for (const share of [0.01, 0.6])
    writeFileSync(join(folder, `${share}.png`), picture.subarray(0, picture.length * share))
  const codes = new Map<string, string[]>()
  const { documents } = await ingest([folder], {
    db: join(folder, 'x.db'),
    onEvent: event => {
      if (event.type === 'done')
        codes.set(
          event.outcome.file,
          event.issues.map(issue => issue.code),
        )
    },
  })
  expect(documents.map(({ file, status }) => [file, status])).toEqual([
    ['0.01.png', 'failed'],
    ['0.6.png', 'partial'],
  ])
  for (const document of documents) expect(codes.get(document.file)).toContain('decode-warning')
})

test('a failure takes nothing away: the same bytes are tried again and an earlier result stays', async () => {
  const folder = temporaryFolder()
  const db = join(folder, 'x.db')
  const path = join(folder, 'form.txt')
  writeFileSync(path, SEED)
  await ingest([path], { db })
  const before = await exported(db)
  writeFileSync(path, SEED.slice(0, 10))
  const { documents } = await ingest([path], { db })
  expect(documents[0]).toMatchObject({ status: 'failed' })
  expect(await exported(db)).toBe(before)
})
