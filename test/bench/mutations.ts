import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { grouped } from '../../src/model/grouped.ts'
import { catalogue, type DamagedRun, ingestDamaged } from '../faults/ingest-damaged.ts'
import { writeMutatedSamples } from '../faults/mutated-samples.ts'

const FIXTURES = fileURLToPath(new URL('../engines/pdf/fixtures/', import.meta.url))
const SEED = 20_26
/** Every so many damaged files one is read by the real engine too. */
const EVERY_RECOGNISED = 12
/** What a file may cost at most: seconds, and MiB of all processes together. */
const MOST = { seconds: 30, mb: 1200 }

export interface MutationRow {
  readonly kind: string
  readonly engine: string
  readonly files: number
  /** Null where the coordinating process came to no good end. */
  readonly run: DamagedRun | null
}

/**
 * Ingests hostile files of other projects and `count` damaged samples, kind after kind of damage. The null engine sees no text:
 * what it is spared is recognition, which gets pixels whatever the file was; a part of the files is recognised for real.
 */
export async function runMutationsBench(count: number): Promise<MutationRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tabularium-mutations-'))
  const rows: MutationRow[] = []
  const add = async (kind: string, engine: string, paths: readonly string[]) => {
    const own = join(folder, `run-${rows.length}`)
    mkdirSync(own)
    const run = await ingestDamaged(paths, own, engine).catch((error: unknown) => {
      process.stderr.write(`${String(error)}\n`)
      return null
    })
    rows.push({ kind, engine, files: paths.length, run })
    process.stderr.write(`${kind}, ${engine}: ${paths.length} files\n`)
  }
  try {
    const fixtures = readdirSync(FIXTURES).filter(name => name.endsWith('.pdf') && name !== 'form.pdf')
    await add(
      'hostile PDFs of other projects',
      'ppocr',
      fixtures.map(name => join(FIXTURES, name)),
    )
    const files = writeMutatedSamples(join(folder, 'in'), count, SEED)
    for (const [kind, ofKind] of grouped(files, ({ kind }) => kind))
      await add(
        kind,
        'null',
        ofKind.map(({ path }) => path),
      )
    const recognised = files.filter((_, index) => index % EVERY_RECOGNISED === 0).map(({ path }) => path)
    await add('some of all these', 'ppocr', recognised)
    return rows
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

export function mutationsTable(rows: readonly MutationRow[]): string {
  const known = catalogue()
  const runs = rows.flatMap(({ run }) => run ?? [])
  const all = runs.flatMap(({ outcomes }) => outcomes)
  const untyped = all.filter(
    ({ outcome }) => ['partial', 'failed'].includes(outcome.status) && !known.has(outcome.error?.code ?? ''),
  )
  const silent = all.flatMap(({ silentPages }) => silentPages)
  const slow = all.filter(({ outcome }) => (outcome.seconds ?? 0) > MOST.seconds)
  const large = runs.filter(({ peakMb }) => peakMb > MOST.mb)
  const files = rows.reduce((sum, row) => sum + row.files, 0)
  return [
    `${files} files, ${all.length} outcomes with those of files in archives; ${untyped.length} without a code of the catalogue, ${silent.length} pages without text and without an issue, ${rows.length - runs.length} crashes of the coordinator; ${slow.length} files over ${MOST.seconds} s, ${large.length} runs over ${MOST.mb} MB.`,
    '',
    '| damage | engine | files | loaded | partial | failed, by code | slowest, s | peak of all processes, MB |',
    '|---|---|---|---|---|---|---|---|',
    ...rows.map(
      ({ kind, engine, files: own, run }) =>
        `| ${[kind, engine, own, ...(run === null ? ['crashed'] : cells(run))].join(' | ')} |`,
    ),
  ].join('\n')
}

function cells({ outcomes, peakMb }: DamagedRun): (string | number)[] {
  const count = (status: string) => outcomes.filter(({ outcome }) => outcome.status === status).length
  const seconds = Math.max(...outcomes.map(({ outcome }) => outcome.seconds ?? 0))
  return [count('loaded'), count('partial'), failures(outcomes), seconds.toFixed(1), peakMb.toFixed(0)]
}

function failures(outcomes: DamagedRun['outcomes']): string {
  const failed = outcomes.filter(({ outcome }) => outcome.status === 'failed')
  const byCode = new Map<string, number>()
  for (const { outcome } of failed)
    byCode.set(outcome.error?.code ?? '?', (byCode.get(outcome.error?.code ?? '?') ?? 0) + 1)
  const counts = [...byCode].sort(([, a], [, b]) => b - a).map(([code, count]) => `${code} ${count}`)
  return `${failed.length}: ${counts.join(', ')}`
}
