import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PDFDocument } from 'pdf-lib'
import type { Half } from '../corpus/split.ts'
import { type BenchGrade, benchGrades, makeBenchScans } from '../scans/make-bench-scans.ts'

const CACHE = fileURLToPath(new URL('../../output/bench/scans/', import.meta.url))
export const SCANNED_GRADES = benchGrades.filter(grade => grade !== 'digital')

/** Paths of the documents of one half that hold at least `forms` forms, by grade. Made where they are not there yet. */
export async function benchPdfs(
  half: Half,
  forms: number,
  grades: readonly BenchGrade[],
): Promise<Map<BenchGrade, string[]>> {
  const { folders, documents } = await makeBenchScans({ outDir: CACHE, grades, split: half, forms })
  return new Map(grades.map(grade => [grade, documents.map(name => join(folders[grade] ?? '', `${name}.pdf`))]))
}

/**
 * Writes one PDF of `count` scanned pages, grade after grade in turn: document after document of the test half, from the
 * beginning again where they do not suffice. Pictures are taken over as they are. `skip` documents are passed over first.
 */
export async function writeScannedBundle(path: string, count: number, skip = 0): Promise<void> {
  const pdfs = await benchPdfs('test', 32, SCANNED_GRADES)
  const longest = Math.max(...[...pdfs.values()].map(list => list.length))
  const inTurn = Array.from({ length: longest }, (_, i) => [...pdfs.values()].flatMap(list => list[i] ?? [])).flat()
  const bundle = await PDFDocument.create()
  for (let i = skip; bundle.getPageCount() < count; i++) {
    const source = await PDFDocument.load(await readFile(inTurn[i % inTurn.length]!))
    const indices = source.getPageIndices().slice(0, count - bundle.getPageCount())
    for (const page of await bundle.copyPages(source, indices)) bundle.addPage(page)
  }
  await writeFile(path, await bundle.save())
}
