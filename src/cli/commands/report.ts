import { Command, Option } from 'commander'
import type { CorrectionGrouping } from '../../report/correction-groups.ts'
import type { ReportTable } from '../../report/report-table.ts'
import type { StoreReader } from '../../store/store.ts'
import { countOption, csvOptions, dbOption, examples, outOption } from '../help.ts'

const FORMATS = ['table', 'csv', 'html', 'json', 'xlsx'] as const
type Format = (typeof FORMATS)[number]

interface ReportOptions {
  readonly db?: string
  readonly format?: Format
  readonly out?: string
  readonly bom?: boolean
  readonly run?: number
  readonly by?: CorrectionGrouping
  readonly pictures?: boolean
}

const SUMMARY_BY_REPORT = {
  corrections: 'what repair changed or proposes, before and after',
  findings: 'what contradicts itself, with the money at stake',
  batch: 'what became of every document of a run, and what to do next',
} as const

type Report = keyof typeof SUMMARY_BY_REPORT

export function reportCommand(): Command {
  const command: Command = new Command('report')
    .summary('corrections, findings or the outcome of a run, to read or to work with')
    .description(
      'Makes a report of the database: to read (html, table), for a spreadsheet (xlsx, csv) or for programs (json, csv).',
    )
    .addHelpText(
      'after',
      examples(
        ['tabularium report findings --out findings.html', 'a page to read and to hand on'],
        ['tabularium report corrections --out corrections.xlsx', 'a spreadsheet'],
        ['tabularium report batch', 'the last run, in the terminal'],
      ),
    )
  for (const report of Object.keys(SUMMARY_BY_REPORT) as Report[]) command.addCommand(oneReport(report))
  return command
}

function oneReport(report: Report): Command {
  const command = new Command(report)
    .description(`${SUMMARY_BY_REPORT[report][0]?.toUpperCase()}${SUMMARY_BY_REPORT[report].slice(1)}.`)
    .addOption(dbOption())
    .addOption(
      new Option(
        '--format <format>',
        'default: by the ending of --out, else table in a terminal and csv elsewhere',
      ).choices(FORMATS),
    )
    .addOption(outOption())
  for (const option of csvOptions()) command.addOption(option)
  if (report === 'corrections')
    command
      .addOption(
        new Option('--by <what>', 'sum up by rule, by document, or by which characters are taken for which').choices([
          'rule',
          'document',
          'pair',
        ]),
      )
      .option('--no-pictures', 'html: leave the pictures of cells out')
  if (report === 'batch') command.addOption(countOption('--run <id>', 'the run (default: the latest)'))
  return command
    .addHelpText(
      'after',
      examples(
        [`tabularium report ${report} --out ${report}.html`, 'a page to read'],
        [`tabularium report ${report} --format json | jq`, 'for other programs'],
        [`tabularium report ${report} --out ${report}.csv`, 'opens in Excel'],
      ),
    )
    .action((options: ReportOptions) => runReport(report, options))
}

async function runReport(report: Report, options: ReportOptions): Promise<void> {
  const { resolveSettings } = await import('../../app/config.ts')
  const { openStoreReader } = await import('../../store/open-store.ts')
  const { formatOf } = await import('../terminal/format-of.ts')
  const format = formatOf(options, FORMATS, process.stdout.isTTY && options.out === undefined ? 'table' : 'csv')
  const reader = await openStoreReader(resolveSettings({ db: options.db }).db)
  try {
    if (report === 'batch') return await reportBatch(reader, format, options)
    const tables = await import('../../report/ledger-tables.ts')
    if (report === 'corrections') return await reportCorrections(reader, format, options)
    if (format !== 'html') return await writeTable(tables.findingsTable(reader.findings()), format, options)
    const { findingsToHtml } = await import('../../report/html/findings-page.ts')
    await write(findingsToHtml(reader, await sourceText(reader)), options)
  } finally {
    await reader.close()
  }
}

async function reportCorrections(reader: StoreReader, format: Format, options: ReportOptions): Promise<void> {
  if (format !== 'html') {
    if (options.by === undefined) {
      const { correctionsTable } = await import('../../report/ledger-tables.ts')
      return writeTable(correctionsTable(reader.corrections()), format, options)
    }
    const { correctionGroups, correctionGroupsTable } = await import('../../report/correction-groups.ts')
    const groups = await correctionGroups(reader.corrections(), options.by)
    return writeTable(correctionGroupsTable(groups, options.by), format, options)
  }
  const { correctionsToHtml } = await import('../../report/html/corrections-page.ts')
  if (options.pictures === false) return write(correctionsToHtml(reader, await sourceText(reader)), options)
  const { openCellPictures } = await import('../pages/cell-pictures.ts')
  const pictures = await openCellPictures(reader)
  try {
    await write(correctionsToHtml(reader, await sourceText(reader), pictures.of), options)
  } finally {
    await pictures.close()
  }
}

async function reportBatch(reader: StoreReader, format: Format, options: ReportOptions): Promise<void> {
  const { batchTable, batchToJson, readBatch } = await import('../../report/batch.ts')
  const batch = await readBatch(reader, options.run)
  if (format === 'json') return write([batchToJson(batch)], options)
  if (format !== 'html') return writeTable(batchTable(batch), format, options)
  const { batchToHtml } = await import('../../report/html/batch-page.ts')
  await write(batchToHtml(batch, await sourceText(reader)), options)
}

async function writeTable<Row>(
  table: ReportTable<Row>,
  format: Exclude<Format, 'html'>,
  options: ReportOptions,
): Promise<void> {
  switch (format) {
    case 'table': {
      const { reportToText } = await import('../terminal/report-to-text.ts')
      return write([await reportToText(table)], options)
    }
    case 'csv': {
      const { tableToCsv } = await import('../../report/table-to-csv.ts')
      return write(tableToCsv(table, { forSpreadsheet: options.bom ?? options.out !== undefined }), options)
    }
    case 'json': {
      const { tableToJson } = await import('../../report/table-to-json.ts')
      return write(tableToJson(table), options)
    }
    case 'xlsx': {
      const { sheetsToXlsx, tableToSheet } = await import('../../report/tables-to-xlsx.ts')
      return write([await sheetsToXlsx([await tableToSheet(table)])], options)
    }
  }
}

async function write(
  chunks: AsyncIterable<string> | Iterable<string | Uint8Array>,
  { out }: ReportOptions,
): Promise<void> {
  const { writeData } = await import('../terminal/write-data.ts')
  await writeData(chunks, out)
}

/** Where a page's data come from: the database and the time of its last run. */
async function sourceText(reader: StoreReader): Promise<string> {
  const [run] = await reader.runs(1)
  const when = run?.finishedAt ?? run?.startedAt
  return `From ${reader.file}${when === undefined ? '' : `, as of ${when.slice(0, 16).replace('T', ' ')} UTC`}.`
}
