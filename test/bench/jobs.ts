import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeScannedBundle } from './bench-pages.ts'
import { type ScanRun, timedScanRun } from './timed-scan-run.ts'

export interface JobsRow {
  readonly documents: number
  readonly one: ScanRun
  readonly two: ScanRun
}

/** Reads the same scanned pages with one job and with two: as one document, whose pages are shared out, and as several. */
export async function runJobsBench(pages: number): Promise<JobsRow[]> {
  const rows: JobsRow[] = []
  for (const documents of [1, 8]) {
    const folder = mkdtempSync(join(tmpdir(), 'tabularium-jobs-'))
    try {
      const paths = Array.from({ length: documents }, (_, i) => join(folder, `bundle-${i}.pdf`))
      const share = Math.ceil(pages / documents)
      for (const [i, path] of paths.entries()) await writeScannedBundle(path, share, i * share)
      rows.push({ documents, one: await timedScanRun(paths, folder, 1), two: await timedScanRun(paths, folder, 2) })
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
  return rows
}

export function jobsTable(rows: readonly JobsRow[]): string {
  return [
    '| documents | scanned pages | one job, s | two jobs, s | ratio | without the start: ratio |',
    '|---|---|---|---|---|---|',
    ...rows.map(({ documents, one, two }) => {
      const figures = [one.seconds, two.seconds].map(seconds => seconds.toFixed(1))
      const ratios = [one.seconds / two.seconds, underWay(one) / underWay(two)].map(ratio => ratio.toFixed(2))
      return `| ${[documents, one.pageSeconds.length, ...figures, ...ratios].join(' | ')} |`
    }),
  ].join('\n')
}

/** Seconds a page from the first page on: what a long run is like, where the start no longer counts. */
function underWay({ pageSeconds }: ScanRun): number {
  return (pageSeconds.at(-1)! - pageSeconds[0]!) / Math.max(1, pageSeconds.length - 1)
}
