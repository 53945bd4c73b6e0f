import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { writeScannedBundle } from './bench-pages.ts'
import { mean, runProcessTree } from './process-tree.ts'

const PAGES_PER_DOCUMENT = 50

export interface MemoryFigures {
  readonly pages: number
  readonly seconds: number
  /** Resident memory of all processes together, mean of each fifth of the run, MiB. */
  readonly fifthsMb: readonly number[]
  readonly peakMb: number
}

/** Ingests `count` scanned pages in bundles of 50 and watches the memory of all processes. */
export async function runMemoryBench(count: number): Promise<MemoryFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'tabularium-memory-'))
  try {
    const paths: string[] = []
    for (let from = 0; from < count; from += PAGES_PER_DOCUMENT) {
      const path = join(folder, `bundle-${String(from).padStart(5, '0')}.pdf`)
      // Another beginning for each, so that no two have the same bytes.
      await writeScannedBundle(path, Math.min(PAGES_PER_DOCUMENT, count - from), from / PAGES_PER_DOCUMENT)
      paths.push(path)
    }
    const child = fileURLToPath(new URL('./ingest-child.ts', import.meta.url))
    const args = ['--import', 'tsx', child, join(folder, 'bench.db'), '2', ...paths]
    const { stdout, memoryMb } = await runProcessTree(process.execPath, args)
    const { seconds, pages } = JSON.parse(stdout) as { seconds: number; pages: number }
    const fifth = memoryMb.length / 5
    const fifthsMb = [0, 1, 2, 3, 4].map(i => mean(memoryMb.slice(Math.floor(i * fifth), Math.floor((i + 1) * fifth))))
    return { pages, seconds, fifthsMb, peakMb: Math.max(...memoryMb) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

export function memoryTable({ pages, seconds, fifthsMb, peakMb }: MemoryFigures): string {
  const figure = (mb: number) => `${mb.toFixed(0)}`
  return [
    '| scanned pages | s/page | 1st fifth, MB | 2nd | 3rd | 4th | 5th | peak |',
    '|---|---|---|---|---|---|---|---|',
    `| ${[pages, (seconds / pages).toFixed(2), ...fifthsMb.map(figure), figure(peakMb)].join(' | ')} |`,
  ].join('\n')
}
