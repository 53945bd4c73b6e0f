import { access, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { PageImage } from '../../src/model/page-image.ts'
import { type BenchDocument, benchDocuments } from './bench-documents.ts'
import { Chromium } from './chromium.ts'
import { gradeDpi, scanGrades } from './degrade.ts'
import { pdfToImages } from './pdf-to-images.ts'
import { degradePages, printDigital, printDocument } from './print-scans.ts'
import { scanToPdf } from './scan-to-pdf.ts'

export const benchGrades = ['digital', ...scanGrades] as const
export type BenchGrade = (typeof benchGrades)[number]

/** Raise it when the pictures change: kept files of another version are made anew. */
const version = '4'

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
  const isMissing = async (document: BenchDocument, grade: BenchGrade) =>
    !(await exists(join(folders[grade] ?? '', `${document.name}.pdf`)))
  const queue: { document: BenchDocument; grades: BenchGrade[] }[] = []
  for (const document of documents) {
    const grades: BenchGrade[] = []
    for (const grade of options.grades) if (await isMissing(document, grade)) grades.push(grade)
    if (grades.length > 0) queue.push({ document, grades })
  }
  if (queue.length > 0) {
    const browser = await Chromium.start()
    // Two at a time: one waits for poppler and the encoders while the other makes noise.
    const lane = async () => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        await makeDocument(next.document, next.grades, folders, browser)
      }
    }
    await Promise.all([lane(), lane()]).finally(() => browser.close())
  }
  const forms = documents.reduce((sum, document) => sum + document.forms.length, 0)
  return { folders, documents: documents.map(document => document.name), forms }
}

/** Writes one document in every grade asked for; what the grades share is printed and drawn once. */
async function makeDocument(
  document: BenchDocument,
  grades: readonly BenchGrade[],
  folders: Readonly<Record<string, string>>,
  browser: Chromium,
): Promise<void> {
  const { name, printed, department } = document
  const gold = document.forms.map(form => `${JSON.stringify(form)}\n`).join('')
  const paper = grades.some(grade => grade !== 'digital') ? await printDocument(printed, browser) : null
  const imagesByDpi = new Map<number, PageImage[]>()
  for (const grade of grades) {
    let pdf: Uint8Array
    if (grade === 'digital' || paper === null) pdf = await printDigital(printed, browser)
    else {
      const dpi = gradeDpi[grade]
      const images = imagesByDpi.get(dpi) ?? (await pdfToImages(paper, dpi))
      imagesByDpi.set(dpi, images)
      pdf = await scanToPdf(await degradePages(images, grade, name, department))
    }
    const file = join(folders[grade] ?? '', name)
    await writeWhole(`${file}.gold.jsonl`, gold)
    await writeWhole(`${file}.pdf`, pdf)
  }
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
