import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { PageProfile } from '../../src/report/page-profile.ts'
import { benchPdfs, writeScannedBundle } from './bench-pages.ts'
import { profilePages, profileTable } from './page-profile.ts'
import { runProcessTree } from './process-tree.ts'

export interface SpeedFigures {
  readonly contenders: readonly Contender[]
  readonly digital: Contender
  readonly profile: PageProfile
}

interface Contender {
  readonly name: string
  readonly pages: number
  readonly seconds: number
  /** Highest resident memory of all its processes together, MiB. */
  readonly peakMb: number
}

/**
 * Reads the same PDF of scanned pages with two workers each, one program after the other: tabularium (as built) into a database, OCRmyPDF
 * into a PDF with text, tesseract.js into plain text (pdfimages takes the pictures out of the PDF for it). The clock runs from the
 * start of each program to its end. Then digital pages, and the profile.
 */
export async function runSpeedBench(pages: number): Promise<SpeedFigures> {
  const work = mkdtempSync(join(tmpdir(), 'tabularium-speed-'))
  try {
    const bundle = join(work, 'bundle.pdf')
    await writeScannedBundle(bundle, pages)
    const digital = (await benchPdfs('test', 60, ['digital'])).get('digital') ?? []
    return {
      contenders: [
        await tabularium([bundle], join(work, 'scans.db')),
        await ocrmypdf(bundle, pages, join(work, 'searchable.pdf')),
        await tesseractJs(bundle, pages, work),
      ],
      digital: await tabularium(digital, join(work, 'digital.db')),
      profile: await profilePages(bundle),
    }
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

async function tabularium(paths: readonly string[], db: string): Promise<Contender> {
  const program = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))
  const run = await runProcessTree(process.execPath, [program, 'ingest', ...paths, '--db', db, '--jobs', '2', '--json'])
  const { documents } = JSON.parse(run.stdout) as { documents: { pages: number }[] }
  const pages = documents.reduce((sum, document) => sum + document.pages, 0)
  return { name: 'tabularium', pages, seconds: run.seconds, peakMb: Math.max(...run.memoryMb) }
}

async function ocrmypdf(bundle: string, pages: number, out: string): Promise<Contender> {
  const args = ['-l', 'chi_sim', '--jobs', '2', bundle, out]
  const run = await runProcessTree('ocrmypdf', args)
  const version = execFileSync('ocrmypdf', ['--version'], { encoding: 'utf8' }).trim()
  return { name: `OCRmyPDF ${version}`, pages, seconds: run.seconds, peakMb: Math.max(...run.memoryMb) }
}

async function tesseractJs(bundle: string, pages: number, work: string): Promise<Contender> {
  const started = performance.now()
  // JPEGs are written as they are: encoding photographs as PNG takes longer than reading them.
  execFileSync('pdfimages', ['-j', '-png', bundle, join(work, 'page')])
  const pictures = readdirSync(work)
    .filter(name => name.startsWith('page-'))
    .map(name => join(work, name))
  if (pictures.length !== pages) throw new Error(`${pictures.length} pictures for ${pages} pages`)
  const child = fileURLToPath(new URL('./tesseract-child.ts', import.meta.url))
  const run = await runProcessTree(process.execPath, ['--import', 'tsx', child, ...pictures])
  const seconds = (performance.now() - started) / 1000
  return { name: 'tesseract.js, whole pages', pages, seconds, peakMb: Math.max(...run.memoryMb) }
}

export function speedTable({ contenders, digital, profile }: SpeedFigures): string {
  const rate = ({ pages, seconds }: Contender) => pages / seconds
  const own = contenders[0]!
  const line = (contender: Contender, name = contender.name) =>
    `| ${name} | ${contender.pages} | ${contender.seconds.toFixed(1)} | ${(contender.seconds / contender.pages).toFixed(2)} | ` +
    `${rate(contender).toFixed(2)} | ${(rate(own) / rate(contender)).toFixed(1)} | ${contender.peakMb.toFixed(0)} |`
  return [
    '| two workers each, the same scanned pages | pages | s | s/page | pages/s | tabularium is faster by | peak memory of all processes, MB |',
    '|---|---|---|---|---|---|---|',
    ...contenders.map(contender => line(contender)),
    line(digital, 'tabularium, digital pages'),
    '',
    profileTable(profile),
  ].join('\n')
}
