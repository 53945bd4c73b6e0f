import { access, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type BenchDocument, benchDocuments } from './bench-documents.ts'
import { Chromium } from './chromium.ts'
import { scanGrades } from './degrade.ts'
import { printDigital, printDocument, scanPages } from './print-scans.ts'
import { scanToPdf } from './scan-to-pdf.ts'

export const benchGrades = ['digital', ...scanGrades] as const
export type BenchGrade = (typeof benchGrades)[number]

/** Raise it when the pictures change: kept files of another version are made anew. */
const version = '3'

export interface BenchScans {
  /** `outDir/split/grade`, one folder a grade, each with NAME.pdf and NAME.gold.jsonl. */
  readonly folders: Readonly<Record<string, string>>
  /** Documents in each folder. */
  readonly documents: readonly string[]
  readonly forms: number
}

/**
 * Prints and degrades the documents of one half of the bench; the same arguments give the same pictures. Files that are already
 * there are kept. Needs the Debian packages of `test/setup/system-packages.sh`.
 */
export async function makeBenchScans(options: {
  readonly outDir: string
  readonly grades: readonly BenchGrade[]
  readonly split: 'tuning' | 'test'
  /** At least this many forms. */
  readonly forms: number
}): Promise<BenchScans> {
  const documents = benchDocuments(options.split, options.forms)
  const folders: Record<string, string> = Object.fromEntries(
    options.grades.map(grade => [grade, join(options.outDir, options.split, grade)]),
  )
  for (const folder of Object.values(folders)) await prepareFolder(folder)
  let browser: Chromium | undefined
  try {
    for (const document of documents) {
      for (const grade of options.grades) {
        const folder = folders[grade] ?? ''
        if (await exists(join(folder, `${document.name}.pdf`))) continue
        browser ??= await Chromium.start()
        const pdf = await makeDocument(document, grade, browser)
        const gold = document.forms.map(form => `${JSON.stringify(form)}\n`).join('')
        await writeWhole(join(folder, `${document.name}.gold.jsonl`), gold)
        await writeWhole(join(folder, `${document.name}.pdf`), pdf)
      }
    }
  } finally {
    await browser?.close()
  }
  const forms = documents.reduce((sum, document) => sum + document.forms.length, 0)
  return { folders, documents: documents.map(document => document.name), forms }
}

async function makeDocument(document: BenchDocument, grade: BenchGrade, browser: Chromium): Promise<Uint8Array> {
  if (grade === 'digital') return printDigital(document.printed, browser)
  const pdf = await printDocument(document.printed, browser)
  return scanToPdf(await scanPages(pdf, grade, document.name, document.department))
}

async function prepareFolder(folder: string): Promise<void> {
  const stamp = join(folder, 'VERSION')
  if ((await readFile(stamp, 'utf8').catch(() => '')) === version) return
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  await writeFile(stamp, version)
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

/** A reader never meets half a file. */
async function writeWhole(path: string, data: string | Uint8Array): Promise<void> {
  await writeFile(`${path}.part`, data)
  await rename(`${path}.part`, path)
}

/** `tsx test/scans/make-bench-scans.ts [tuning|test] [FORMS] [GRADE…]` fills output/bench/scans. */
async function main(): Promise<void> {
  const [split = 'tuning', forms = '30', ...grades] = process.argv.slice(2)
  const made = await makeBenchScans({
    outDir: 'output/bench/scans',
    grades: grades.length > 0 ? benchGrades.filter(grade => grades.includes(grade)) : benchGrades,
    split: split === 'test' ? 'test' : 'tuning',
    forms: Number(forms),
  })
  process.stdout.write(
    `${made.documents.length} documents, ${made.forms} forms: ${Object.values(made.folders).join(' ')}\n`,
  )
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await main()
