import { once } from 'node:events'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { writeBundles } from '../faults/form-texts.ts'
import { cli, ended, repositoryFile, startCli, temporaryFolder } from './run-cli.ts'

const folder = temporaryFolder()
const file = (name: string) => join(folder.path, name)
const seed = repositoryFile('samples/minhang-2024.txt')

interface Summary {
  readonly documents: ReadonlyArray<{ file: string; status: string; error: { code: string } | null }>
  readonly counts: Record<string, number>
  readonly interrupted: boolean
}

const lastLine = <T>(text: string): T => JSON.parse(text.trim().split('\n').at(-1) ?? '') as T
const lines = (name: string) =>
  readFileSync(file(name), 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Record<string, unknown>)

describe('a run', () => {
  afterAll(() => folder.remove())

  it('takes a list from stdin or a file, and tells of what is not there', async () => {
    const list = `${seed}\n\n${file('gone.pdf')}\r\n`
    const fromStdin = await cli(['ingest', '--files-from', '-', '--db', file('list.db'), '--json', '-q'], list)
    expect(fromStdin.status).toBe(3)
    const outcomes = new Map(lastLine<Summary>(fromStdin.stdout).documents.map(outcome => [outcome.file, outcome]))
    expect(outcomes.get('minhang-2024.txt')).toMatchObject({ status: 'loaded', error: null })
    expect(outcomes.get('gone.pdf')).toMatchObject({ status: 'failed', error: { code: 'unreadable-file' } })
    expect(outcomes.size).toBe(2)
    writeFileSync(file('list.txt'), seed)
    const fromFile = await cli(['ingest', '--files-from', file('list.txt'), '--db', file('list.db'), '--json'])
    expect(lastLine<Summary>(fromFile.stdout).counts).toMatchObject({ unchanged: 1 })
    const unreadable = await cli(['ingest', '--files-from', file('no-list'), '--db', file('list.db'), '--json'])
    expect(unreadable).toMatchObject({ status: 2, stderr: expect.stringContaining('bad-file-list') })
    expect(lastLine(unreadable.stdout)).toMatchObject({ documents: [], error: { code: 'bad-file-list' } })
  })

  it('writes events and a log for machines', async () => {
    const args = ['--db', file('events.db'), '--events', file('events.jsonl'), '--log', file('run.log'), '-v']
    const { status } = await cli(['ingest', seed, ...args])
    expect(status).toBe(0)
    const events = lines('events.jsonl')
    expect(events.map(({ type }) => type)).toEqual(['found', 'started', 'page', 'done', 'finished'])
    expect(events[0]).toMatchObject({ files: 1, time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/u) })
    expect(events[3]).toMatchObject({ outcome: { status: 'loaded', forms: 12 }, issues: [] })
    expect(events[4]).toMatchObject({ counts: { loaded: 1 }, interrupted: false })
    expect(lines('run.log').map(({ msg, level }) => [msg, level])).toEqual([
      ['found', 30],
      ['started', 20],
      ['page', 20],
      ['loaded', 30],
      ['finished', 30],
    ])
    await cli(['ingest', seed, ...args])
    expect(lines('events.jsonl')).toHaveLength(4)
    expect(lines('run.log')).toHaveLength(9)
    const wrong = await cli(['ingest', seed, ...args, '--jobs', 'many'])
    expect(wrong).toMatchObject({ status: 2, stderr: expect.stringContaining('bad-setting') })
    expect(lines('events.jsonl')).toHaveLength(4)
    const nowhere = await cli(['ingest', seed, '--db', file('events.db'), '--events', file('no/where')])
    expect(nowhere).toMatchObject({ status: 2, stderr: expect.stringContaining('cannot-write') })
  })

  it('status tells how far it got, retry takes up what failed', async () => {
    const db = file('status.db')
    expect(await cli(['status', '--db', db])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('store-missing'),
    })
    const broken = file('broken.txt')
    writeFileSync(broken, '')
    await cli(['ingest', broken, seed, '--db', db, '-q'])
    const { stdout } = await cli(['status', '--db', db])
    expect(stdout).toMatch(/2 documents: 1 loaded, 1 failed/u)
    expect(stdout).toMatch(/is finished[\s\S]*2 of 2 inputs done[\s\S]*retry --failed/u)
    const json = await cli(['status', '--db', db, '--json'])
    expect(JSON.parse(json.stdout)).toMatchObject({
      documents: { loaded: 1, partial: 0, failed: 1 },
      failedInputs: 1,
      run: { status: 'finished', inputs: 2, done: 2, pagesRead: 1, secondsLeft: null },
    })

    const again = await cli(['retry', '--failed', '--db', db, '--json', '-q'])
    expect(again.status).toBe(4)
    expect(lastLine<Summary>(again.stdout).documents).toMatchObject([{ file: 'broken.txt', status: 'failed' }])
    writeFileSync(broken, readFileSync(seed, 'utf8').replaceAll('2024', '2023'))
    const good = await cli(['retry', '--db', db, '--json', '-q'])
    expect(lastLine<Summary>(good.stdout).documents).toMatchObject([{ file: 'broken.txt', status: 'loaded' }])
    const done = await cli(['retry', '--failed', '--db', db])
    expect([done.status, done.stdout]).toEqual([0, 'There is nothing to try again.\n'])

    writeFileSync(broken, '')
    await cli(['ingest', broken, '--db', db, '-q'])
    rmSync(broken)
    const gone = await cli(['retry', '--db', db])
    expect([gone.status, gone.stdout]).toEqual([0, 'There is nothing to try again.\n'])
    expect(gone.stderr).toContain(`No longer there, so not tried again: ${broken}\n`)
    expect((await cli(['status', '--db', db])).stdout).toContain('1 input that failed is no longer there.')
  })

  it('quiet says only what went wrong', async () => {
    const empty = file('empty.txt')
    writeFileSync(empty, '')
    const { stdout, stderr } = await cli(['ingest', seed, empty, '--db', file('quiet.db'), '--quiet'])
    expect(stdout).toBe('')
    expect(stderr.trim().split('\n')).toEqual([expect.stringMatching(/^failed empty\.txt/u)])
  })

  it('the first Ctrl-C finishes what is under way, the second ends at once; both are resumed', async () => {
    const inputs = file('many')
    mkdirSync(inputs)
    writeBundles(inputs, 60, 8)
    const db = file('stopped.db')
    const run = ['ingest', inputs, '--db', db, '--jobs', '1']
    const stopAfter = async (documents: number, signals: number) => {
      const child = startCli([...run, '--json'])
      const end = ended(child)
      let told = 0
      while (told < documents) {
        const [chunk] = (await once(child.stderr!, 'data')) as [string]
        told += chunk.match(/loaded/gu)?.length ?? 0
      }
      for (let signal = 0; signal < signals; signal++) {
        child.kill('SIGINT')
        if (signal === 0 && signals > 1) await once(child.stderr!, 'data')
      }
      return end
    }
    const drained = await stopAfter(2, 1)
    expect(drained.status).toBe(130)
    expect(drained.stderr).toContain('Ctrl-C again stops at once')
    const first = lastLine<Summary>(drained.stdout)
    expect(first.interrupted).toBe(true)
    expect(first.counts.loaded).toBeGreaterThanOrEqual(2)
    expect(first.counts.loaded).toBeLessThan(60)
    const status = JSON.parse((await cli(['status', '--db', db, '--json'])).stdout) as { run: object }
    expect(status.run).toMatchObject({ status: 'interrupted', inputs: 60, done: first.counts.loaded })

    expect((await stopAfter(2, 2)).status).toBe(130)
    const killed = JSON.parse((await cli(['status', '--db', db, '--json'])).stdout) as { run: object }
    expect(killed.run).toMatchObject({ status: 'interrupted' })
    const rest = await cli([...run, '--json', '-q'])
    const { counts } = lastLine<Summary>(rest.stdout)
    expect(counts.unchanged! + counts.loaded! + counts.partial!).toBe(60)
    expect(counts.unchanged).toBeGreaterThanOrEqual(4)
    rmSync(inputs, { recursive: true })
  })
})
