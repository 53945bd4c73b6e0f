import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeScannedBundle } from './bench-pages.ts'
import { mean } from './process-tree.ts'
import { type ScanRun, timedScanRun } from './timed-scan-run.ts'

const PAGES_PER_DOCUMENT = 50
const JOBS = 2
/** Pages at the beginning and at the end whose rates are compared. */
const WINDOW = 200

/** Ingests `count` scanned pages in documents of 50, with the memory of all processes watched. */
export async function runSoakBench(count: number): Promise<ScanRun> {
  const folder = mkdtempSync(join(tmpdir(), 'tabularium-soak-'))
  try {
    const paths: string[] = []
    for (let from = 0; from < count; from += PAGES_PER_DOCUMENT) {
      const path = join(folder, `bundle-${String(from).padStart(5, '0')}.pdf`)
      // Another beginning for each, so that no two have the same bytes.
      await writeScannedBundle(path, Math.min(PAGES_PER_DOCUMENT, count - from), from / PAGES_PER_DOCUMENT)
      paths.push(path)
    }
    return await timedScanRun(paths, folder, JOBS)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

export function soakTable({ pageSeconds, memoryMb, seconds }: ScanRun): string {
  const pages = pageSeconds.length
  const window = Math.min(WINDOW, Math.floor(pages / 4))
  const [first, last] = [rate(pageSeconds.slice(0, window + 1)), rate(pageSeconds.slice(-window - 1))]
  const fifth = memoryMb.length / 5
  const fifths = [0, 1, 2, 3, 4].map(i => mean(memoryMb.slice(Math.floor(i * fifth), Math.floor((i + 1) * fifth))))
  const slope = (slopeOf(memoryMb.slice(Math.floor(fifth))) * memoryMb.length * 1000) / pages
  return [
    '| what | figure |',
    '|---|---|',
    `| scanned pages, jobs | ${pages}, ${JOBS} |`,
    `| whole run | ${seconds.toFixed(0)} s, ${(pages / seconds).toFixed(2)} pages/s |`,
    `| first ${window} pages, last ${window} pages | ${first.toFixed(2)} pages/s, ${last.toFixed(2)} pages/s; last / first ${(last / first).toFixed(3)} |`,
    `| memory of all processes, by fifths of the run | ${fifths.map(mb => mb.toFixed(0)).join(', ')} MB; peak ${Math.max(...memoryMb).toFixed(0)} MB |`,
    `| slope after the first fifth | ${slope.toFixed(1)} MB in 1,000 pages |`,
  ].join('\n')
}

/** Pages a second between the first and the last of these moments. */
function rate(moments: readonly number[]): number {
  return (moments.length - 1) / Math.max(1e-9, moments.at(-1)! - moments[0]!)
}

/** Least squares: what a value grows by from one sample to the next. */
function slopeOf(values: readonly number[]): number {
  const middle = (values.length - 1) / 2
  const average = mean(values)
  let [above, below] = [0, 0]
  for (const [i, value] of values.entries()) {
    above += (i - middle) * (value - average)
    below += (i - middle) ** 2
  }
  return above / Math.max(1, below)
}
