import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { generateForms } from '../corpus/generate.ts'
import { formToText } from '../corpus/to-text.ts'
import { bareInsert } from './bare-insert.ts'
import { mean } from './process-tree.ts'

const FORMS_PER_FILE = 40
const MEGABYTE = 1024 * 1024

export interface IngestFigures {
  readonly forms: number
  readonly files: number
  readonly seconds: number
  readonly bareRows: number
  readonly bareSeconds: number
  /** Resident memory in MB: the highest, and the mean of the second and of the last quarter of the run. */
  readonly peakMb: number
  readonly earlyMb: number
  readonly lateMb: number
}

/** Ingests generated text forms in bundles of 40, then inserts the same rows bare, one after the other on the same disk. */
export async function runIngestBench(count: number): Promise<IngestFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'tabularium-ingest-'))
  try {
    const forms = generateForms({ seed: 5000, count })
    for (let from = 0; from < forms.length; from += FORMS_PER_FILE) {
      const bundle = forms.slice(from, from + FORMS_PER_FILE).map((form, i) => formToText(form, { seed: from + i }))
      writeFileSync(join(folder, `bundle-${String(from / FORMS_PER_FILE).padStart(4, '0')}.txt`), bundle.join('\n'))
    }
    const db = join(folder, 'bench.db')
    const child = fileURLToPath(new URL('./ingest-child.ts', import.meta.url))
    const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', child, db, '2', folder], {
      maxBuffer: 64 * MEGABYTE,
    })
    const run = JSON.parse(stdout) as { forms: number; documents: number; seconds: number; samples: number[] }
    const bare = await bareInsert(db, join(folder, 'bare.db'))
    const quarter = Math.floor(run.samples.length / 4)
    return {
      forms: run.forms,
      files: run.documents,
      seconds: run.seconds,
      bareRows: bare.rows,
      bareSeconds: bare.seconds,
      peakMb: Math.max(...run.samples) / MEGABYTE,
      earlyMb: mean(run.samples.slice(quarter, 2 * quarter)) / MEGABYTE,
      lateMb: mean(run.samples.slice(3 * quarter)) / MEGABYTE,
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

export function ingestTable(figures: IngestFigures): string {
  const { forms, files, seconds, bareRows, bareSeconds, peakMb, earlyMb, lateMb } = figures
  return [
    '| what | figure |',
    '|---|---|',
    `| forms, files | ${forms}, ${files} |`,
    `| ingest | ${seconds.toFixed(1)} s, ${(forms / seconds).toFixed(0)} forms/s |`,
    `| bare insert of the same rows | ${bareRows} rows, ${bareSeconds.toFixed(1)} s |`,
    `| ratio | ${(seconds / bareSeconds).toFixed(2)} |`,
    `| resident memory | peak ${peakMb.toFixed(0)} MB; second quarter ${earlyMb.toFixed(0)} MB, last quarter ${lateMb.toFixed(0)} MB |`,
  ].join('\n')
}
