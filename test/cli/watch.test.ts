import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, it } from 'vitest'
import { cli, ended, repositoryFile, startCli, temporaryFolder } from './run-cli.ts'

const folder = temporaryFolder()
const inbox = join(folder.path, 'inbox')
const db = join(folder.path, 'watched.db')
const seed = readFileSync(repositoryFile('samples/minhang-2024.txt'), 'utf8')

afterAll(() => folder.remove())

it('what arrives is ingested once it has stopped changing, until Ctrl-C', async () => {
  mkdirSync(inbox)
  writeFileSync(join(inbox, 'there-already.txt'), seed)
  const child = startCli([
    'watch',
    inbox,
    '--db',
    db,
    '--settle',
    '0.8',
    '--json',
    '--events',
    join(folder.path, 'e.jsonl'),
  ])
  const end = ended(child)
  let told = ''
  child.stdout!.on('data', (chunk: string) => {
    told += chunk
  })
  const batches = async (count: number) => {
    while (told.split('\n').length <= count) await sleep(50)
    return told
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as { documents: Array<{ file: string; status: string; forms: number }> })
      .map(({ documents }) => documents.map(({ file, status, forms }) => [file, status, forms]))
  }
  expect(await batches(1)).toEqual([[['there-already.txt', 'loaded', 12]]])

  // A copy that takes its time: it must not be read before its end.
  const slow = join(inbox, 'new', 'slow.txt')
  mkdirSync(join(inbox, 'new'))
  const lastYear = seed.replaceAll('2024', '2023')
  for (let part = 0; part < 5; part++) {
    appendFileSync(slow, lastYear.slice((part * lastYear.length) / 5, ((part + 1) * lastYear.length) / 5))
    await sleep(400)
  }
  expect((await batches(2))[1]).toEqual([['slow.txt', 'loaded', 12]])
  writeFileSync(slow, lastYear.replaceAll('2023', '2022'))
  expect((await batches(3))[2]).toEqual([['slow.txt', 'loaded', 12]])

  child.kill('SIGINT')
  const { status, stderr } = await end
  expect(status).toBe(0)
  expect(stderr).toContain('Watching')
  const events = readFileSync(join(folder.path, 'e.jsonl'), 'utf8')
  expect(events.match(/"type":"finished"/gu)).toHaveLength(3)
})

it('there must be a folder', async () => {
  for (const wrong of [join(folder.path, 'nowhere'), repositoryFile('README.md')])
    expect(await cli(['watch', wrong, '--db', db])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('folder'),
    })
})
