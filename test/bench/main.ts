import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { loadFormLibrary } from '../../src/forms/form-library.ts'
import type { Half } from '../corpus/split.ts'
import { ablationTable, runAblation } from './ablation.ts'
import { archiveTable, runArchiveBench } from './archive.ts'
import { SCANNED_GRADES } from './bench-pages.ts'
import { calibrationTables, judgedValues } from './calibration.ts'
import { type LabelDamage, labelDamageTable, runLabelDamage } from './damage-labels.ts'
import { runTextDamage, type TextDamage, textDamageTable } from './damage-text.ts'
import { ingestTable, runIngestBench } from './ingest.ts'
import { jobsTable, runJobsBench } from './jobs.ts'
import { keptReadings } from './kept-readings.ts'
import { killsTable, runKillsBench } from './kills.ts'
import { mutationsTable, runMutationsBench } from './mutations.ts'
import { rebuildTable, runRebuildBench } from './rebuild.ts'
import { type ScanCorrections, scanCorrections, scanCorrectionsTable } from './scan-corrections.ts'
import { runScanBench, scanErrors, scanTable } from './scans.ts'
import { runSoakBench, soakTable } from './soak.ts'
import { runSpeedBench, speedTable } from './speed.ts'
import { runStructureBench, structureTable } from './structure.ts'
import { textIngest } from './structure-ingest.ts'

/**
 * `npm run bench [-- SECTION… --forms N --pages N --files N --kills N --half tuning --show N --results]` measures and prints; of scans it also shows the
 * first N wrong values of each grade. With `--results` each section that ran replaces its own part of RESULTS.md, with command,
 * machine and date.
 */
const RESULTS = fileURLToPath(new URL('./RESULTS.md', import.meta.url))

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    forms: { type: 'string' },
    pages: { type: 'string' },
    files: { type: 'string' },
    kills: { type: 'string' },
    half: { type: 'string', default: 'test' },
    show: { type: 'string', default: '0' },
    results: { type: 'boolean', default: false },
  },
})
const forms = values.forms === undefined ? null : Number(values.forms)
const files = values.files === undefined ? null : Number(values.files)
const kills = values.kills === undefined ? null : Number(values.kills)
const pages = values.pages === undefined ? null : Number(values.pages)

const sections: Readonly<Record<string, { readonly title: string; readonly run: () => Promise<string> }>> = {
  structure: {
    title: 'Structure damage injected into forms of other departments',
    run: async () =>
      structureTable(
        await runStructureBench(textIngest(), { seed: 77, formsPerHalf: forms ?? 60, halves: ['tuning', 'test'] }),
      ),
  },
  ingest: {
    title: 'Ingest of generated text forms, beside a bare insert of the same rows',
    run: async () => ingestTable(await runIngestBench(forms ?? 5000)),
  },
  scans: {
    title: `Digital and scanned pages, ${values.half} half`,
    run: () => scanSection('ppocr', forms ?? 30),
  },
  tesseract: {
    title: `The same pages with --engine tesseract, ${values.half} half`,
    run: () => scanSection('tesseract', forms ?? 6),
  },
  calibration: {
    title: 'What the confidence of a value is worth; fitted on the tuning half',
    run: async () => {
      const library = loadFormLibrary()
      const valuesOf = async (half: Half) =>
        judgedValues(await keptReadings(half, forms ?? 14, SCANNED_GRADES), library)
      return calibrationTables({ tuning: await valuesOf('tuning'), test: await valuesOf('test') })
    },
  },
  ablation: {
    title: `What each source of judgement is worth, ${values.half} half`,
    run: async () => {
      const half = values.half === 'tuning' ? 'tuning' : 'test'
      return ablationTable(runAblation(await keptReadings(half, forms ?? 14, SCANNED_GRADES), loadFormLibrary(), 0.98))
    },
  },
  damage: {
    title: 'Damage: labels in pictures, single cells in text, and what judgement does to scanned texts',
    run: async () => {
      const library = loadFormLibrary()
      const halves = ['tuning', 'test'] as const
      const labels: LabelDamage[] = []
      const texts: TextDamage[] = []
      const scanned: ScanCorrections[] = []
      for (const half of halves) {
        labels.push(...(await runLabelDamage(half, library.glyphs, 2)))
        texts.push(...(await runTextDamage(textIngest(), half, 40)))
        scanned.push(...scanCorrections(await keptReadings(half, forms ?? 14, SCANNED_GRADES), library, half))
      }
      return [labelDamageTable(labels), textDamageTable(texts), scanCorrectionsTable(scanned)].join('\n\n')
    },
  },
  rebuild: {
    title: 'Rebuild of the scanned samples from kept readings, beside their ingest',
    run: async () => rebuildTable(await runRebuildBench()),
  },
  speed: {
    title: 'Speed beside OCRmyPDF and tesseract.js, and where the time goes',
    run: async () => speedTable(await runSpeedBench(pages ?? 40)),
  },
  mutations: {
    title: 'Hostile files, and samples damaged at random',
    run: async () => mutationsTable(await runMutationsBench(files ?? 600)),
  },
  kills: {
    title: 'An ingest of 40 documents killed again and again',
    run: async () => killsTable(await runKillsBench(kills ?? 100)),
  },
  archive: {
    title: 'A large archive of generated forms in one database',
    run: async () => archiveTable(await runArchiveBench(forms ?? 200_000)),
  },
  jobs: {
    title: 'Scanned pages with one job and with two',
    run: async () => jobsTable(await runJobsBench(pages ?? 40)),
  },
  soak: {
    title: 'Many scanned pages in one run: memory and rate',
    run: async () => soakTable(await runSoakBench(pages ?? 2000)),
  },
}

const wanted = positionals.length === 0 ? Object.keys(sections) : positionals
for (const name of wanted) {
  const section = sections[name]
  if (section === undefined) {
    process.stderr.write(`There is no section "${name}"; there are ${Object.keys(sections).join(', ')}.\n`)
    process.exitCode = 2
    continue
  }
  const table = await section.run()
  process.stdout.write(`\n## ${section.title}\n\n${table}\n`)
  if (values.results) writeSection(name, `## ${section.title}\n\n${madeBy(name)}\n\n${table}\n`)
}

async function scanSection(engine: 'ppocr' | 'tesseract', count: number): Promise<string> {
  const figures = await runScanBench({ engine, half: values.half === 'tuning' ? 'tuning' : 'test', forms: count })
  process.stdout.write(scanErrors(figures, Number(values.show)))
  return scanTable(figures)
}

function madeBy(name: string): string {
  const model = cpus()[0]?.model ?? 'unknown processor'
  const memory = Math.round(totalmem() / 1024 ** 3)
  const size = (['forms', 'pages', 'files', 'kills'] as const)
    .map(option => (values[option] === undefined ? '' : ` --${option} ${values[option]}`))
    .join('')
  const date = new Date().toISOString().slice(0, 10)
  return `\`npm run bench -- ${name}${size} --results\` · ${cpus().length} × ${model}, ${memory} GB, Node ${process.version} · ${date}`
}

/** A section stands between its markers; one that is new is added at the end. */
function writeSection(name: string, text: string): void {
  const known = existsSync(RESULTS)
    ? readFileSync(RESULTS, 'utf8')
    : '# Measured\n\nEvery table was printed by the command above it.\n'
  const part = `<!-- ${name} -->\n${text}<!-- /${name} -->\n`
  const old = new RegExp(`<!-- ${name} -->[\\s\\S]*?<!-- /${name} -->\\n`, 'u')
  writeFileSync(RESULTS, old.test(known) ? known.replace(old, () => part) : `${known}\n${part}`)
}
