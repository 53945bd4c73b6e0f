import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ingest, rebuild } from '../../src/app/composition.ts'

const SAMPLES = fileURLToPath(new URL('../../samples/', import.meta.url))
/** Samples whose pages are recognised, all or some of them. */
const SCAN = /^(?!digital-).*\.(pdf|png|jpg|tiff)$/u

export interface RebuildFigures {
  readonly documents: number
  readonly pages: number
  readonly ingestSeconds: number
  readonly rebuildSeconds: number
  /** Values that a rebuild without any change of definitions makes other: there must be none. */
  readonly differences: number
}

/** Ingests the scanned samples, then derives the database anew from their kept readings; both without the start of the program. */
export async function runRebuildBench(): Promise<RebuildFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'tabularium-rebuild-'))
  try {
    const db = join(folder, 'bench.db')
    const files = readdirSync(SAMPLES).filter(name => SCAN.test(name))
    const ingested = await ingest(
      files.map(name => join(SAMPLES, name)),
      { db },
    )
    const rebuilt = await rebuild({ db, force: true })
    const { documents } = rebuilt
    if (documents.some(({ status }) => status !== 'rebuilt')) throw new Error('a document could not be derived anew')
    return {
      documents: documents.length,
      pages: ingested.documents.reduce((sum, { pages }) => sum + pages, 0),
      ingestSeconds: ingested.seconds,
      rebuildSeconds: rebuilt.seconds,
      differences: documents.reduce((sum, { differences }) => sum + differences.length, 0),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

export function rebuildTable(figures: RebuildFigures): string {
  const { documents, pages, ingestSeconds, rebuildSeconds, differences } = figures
  return [
    '| what | figure |',
    '|---|---|',
    `| documents, pages | ${documents}, ${pages} |`,
    `| ingest | ${ingestSeconds.toFixed(1)} s |`,
    `| rebuild | ${rebuildSeconds.toFixed(2)} s |`,
    `| ratio | ${(ingestSeconds / rebuildSeconds).toFixed(0)} |`,
    `| values that become other | ${differences} |`,
  ].join('\n')
}
