import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { catalogue, ingestDamaged } from './ingest-damaged.ts'
import { writeMutatedSamples } from './mutated-samples.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** A part of the bench section `mutations`, with another seed. */
test('samples damaged at random: each has an outcome with a code, within bounds of memory, and no page is blank in silence', async () => {
  const folder = temporaryFolder()
  const files = writeMutatedSamples(join(folder, 'in'), 40, 7)
  const own = join(folder, 'run')
  mkdirSync(own)
  const { outcomes, peakMb } = await ingestDamaged([join(folder, 'in')], own, 'null')
  expect(new Set(files.map(({ kind }) => kind)).size).toBeGreaterThan(8)
  for (const { path } of files)
    expect(outcomes.filter(({ outcome }) => `${outcome.path}/`.startsWith(`${path}/`)).length, path).toBeGreaterThan(0)
  const known = catalogue()
  expect(known).toContain('decode-warning')
  for (const { outcome, silentPages } of outcomes) {
    if (outcome.status !== 'loaded') expect(known, outcome.path).toContain(outcome.error?.code)
    expect(silentPages, outcome.path).toEqual([])
  }
  expect(outcomes.filter(({ outcome }) => outcome.status === 'failed').length).toBeGreaterThan(10)
  expect(peakMb).toBeLessThan(1200)
})
