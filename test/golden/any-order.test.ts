import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { ingest } from '../../src/app/composition.ts'
import { createRandom } from '../corpus/random.ts'
import { writeBundles } from '../faults/form-texts.ts'
import { exported } from './exported.ts'

const folder = mkdtempSync(join(tmpdir(), 'tabularium-order-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const SAMPLES = ['minhang-2024.txt', 'office-form.pdf', 'fax-form.pdf', 'digital-form.pdf'].map(name =>
  fileURLToPath(new URL(`../../samples/${name}`, import.meta.url)),
)

test('however many jobs and in whatever order: the same bytes come out', async () => {
  const inputs = join(folder, 'in')
  mkdirSync(inputs)
  const paths = [
    ...writeBundles(inputs, 8, 5),
    ...SAMPLES.map(sample => {
      const copy = join(inputs, basename(sample))
      copyFileSync(sample, copy)
      return copy
    }),
  ]
  // The same bytes under three names, and the same forms in other bytes.
  const text = readFileSync(join(inputs, 'minhang-2024.txt'), 'utf8')
  for (const [name, content] of [
    ['a-copy.txt', text],
    ['z-copy.txt', text],
    ['second-scan.txt', text.replaceAll('展', '屐')],
  ] as const) {
    writeFileSync(join(inputs, name), content)
    paths.push(join(inputs, name))
  }
  const random = createRandom(4, 'order')
  const run = async (name: string, jobs: number, inOrder: readonly string[]) => {
    const db = join(folder, `${name}.db`)
    const { documents } = await ingest(inOrder, { db, jobs })
    expect(documents.map(({ status }) => status)).not.toContain('failed')
    expect(documents.filter(({ status }) => status === 'unchanged').map(({ file }) => file)).toEqual([
      'minhang-2024.txt',
      'z-copy.txt',
    ])
    return exported(db)
  }
  const one = await run('one', 1, paths)
  expect(one.match(/"duplicateOf":\{"file":"a-copy.txt"/gu)).toHaveLength(12)
  expect(one.split('\n').length).toBeGreaterThan(8 * 5 + 12)
  expect(await run('two', 2, random.shuffle(paths))).toBe(one)
  expect(await run('four', 4, random.shuffle(paths))).toBe(one)
}, 600_000)
