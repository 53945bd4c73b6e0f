import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { collectGarbage } from '../../src/run/collect-garbage.ts'
import { readingKey } from '../../src/run/reading-store.ts'

const sha = (digit: string) => digit.repeat(64)
const [key, oldKey] = [readingKey('ppocr/9'), readingKey('ppocr/8')]
const LONG_AGO = new Date('2020-01-01')

function filesWith(bytesByPath: Readonly<Record<string, number>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'tabularium-garbage-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const [path, bytes] of Object.entries(bytesByPath)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), Buffer.alloc(bytes))
  }
  return folder
}

test('what is of no use goes, all else stays; a dry run says the same and touches nothing', async () => {
  const kept = {
    [`readings/aa/${sha('a')}-${key}/1.json.gz`]: 100,
    [`readings/aa/${sha('a')}-${key}/2.json.gz`]: 50,
    [`readings/cc/${sha('c')}-${key}/1.json.gz`]: 7,
    [`pictures/dd/${sha('d')}.webp`]: 300,
    'writer.lock': 0,
    'writer.json': 20,
  }
  const garbage = {
    [`readings/aa/${sha('a')}-${key}/3.json.gz.77.part`]: 5,
    [`readings/aa/${sha('a')}-${oldKey}/1.json.gz`]: 1000,
    [`readings/bb/${sha('b')}-${key}/1.json.gz`]: 400,
    [`pictures/ee/${sha('e')}.webp`]: 200,
    [`pictures/dd/${sha('d')}.webp.77.part`]: 6,
    'unpacked/x/form.pdf': 9,
  }
  const folder = filesWith({ ...kept, ...garbage })
  utimesSync(join(folder, `readings/bb/${sha('b')}-${key}`), LONG_AGO, LONG_AGO)
  const rules = {
    documents: new Set([sha('a')]),
    pictures: new Set([sha('d')]),
    readers: new Set([key]),
    resumableSince: Date.parse('2021-01-01'),
  }
  const expected = [
    { class: 'outdated readings', files: 1, bytes: 1000 },
    { class: 'orphaned readings', files: 1, bytes: 400 },
    { class: 'orphaned pictures', files: 1, bytes: 200 },
    { class: 'leftovers', files: 3, bytes: 20 },
    { class: 'pictures', files: 1, bytes: 300 },
    { class: 'readings', files: 2, bytes: 150 },
    { class: 'resumable readings', files: 1, bytes: 7 },
  ]
  expect(await collectGarbage(folder, { ...rules, isDryRun: true })).toEqual(expected)
  for (const path of Object.keys({ ...kept, ...garbage })) expect(existsSync(join(folder, path)), path).toBe(true)
  expect(await collectGarbage(folder, { ...rules, isDryRun: false })).toEqual(expected)
  for (const path of Object.keys(kept)) expect(existsSync(join(folder, path)), path).toBe(true)
  for (const path of Object.keys(garbage)) expect(existsSync(join(folder, path)), path).toBe(false)
  expect(readdirSync(join(folder, 'readings')).sort()).toEqual(['aa', 'cc'])
  const [again] = await collectGarbage(folder, { ...rules, resumableSince: null, isDryRun: false })
  expect(again).toEqual({ class: 'orphaned readings', files: 1, bytes: 7 })
})

test('a folder that is not there holds nothing', async () => {
  const nothing = new Set<string>()
  const rules = { documents: nothing, pictures: nothing, readers: nothing, resumableSince: null, isDryRun: false }
  expect(await collectGarbage('/no/such/folder', rules)).toEqual([])
})
