import { Command, Option } from 'commander'
import { csvOptions, dbOption, examples, outOption } from '../help.ts'

interface ExportOptions {
  readonly db?: string
  readonly format?: 'jsonl' | 'csv' | 'xlsx'
  readonly out?: string
  readonly bom?: boolean
  readonly pipelines?: string
}

export function exportCommand(): Command {
  const command = new Command('export')
    .summary('write all forms for other programs')
    .description(
      'Writes every form of the database: as JSONL one form a line with values, doubts, corrections and findings; as CSV ' +
        'one row an indicator; as a spreadsheet with a sheet each for forms, indicators, corrections and findings.',
    )
    .addOption(dbOption())
    .addOption(
      new Option('--format <format>', 'default: by the ending of --out, else jsonl').choices(['jsonl', 'csv', 'xlsx']),
    )
    .addOption(outOption())
    .option('--pipelines <folder>', 'the form definitions, which name the columns')
  for (const option of csvOptions()) command.addOption(option)
  return command
    .addHelpText(
      'after',
      examples(
        ['tabularium export --out forms.jsonl', 'one form a line'],
        ['tabularium export --out indicators.csv', 'one indicator a row, opens in Excel'],
        ['tabularium export --format csv | csvstat', 'the same for other programs: no mark, texts as they are'],
        ['tabularium export --out forms.xlsx --db budget.db', 'a spreadsheet with all sheets'],
      ),
    )
    .action(runExport)
}

async function runExport(options: ExportOptions): Promise<void> {
  const { resolveSettings } = await import('../../app/config.ts')
  const { openStoreReader } = await import('../../store/open-store.ts')
  const { writeData } = await import('../terminal/write-data.ts')
  const { formatOf } = await import('../terminal/format-of.ts')
  const settings = resolveSettings({ db: options.db, pipelines: options.pipelines })
  const format = formatOf(options, ['jsonl', 'csv', 'xlsx'], 'jsonl')
  const reader = await openStoreReader(settings.db)
  try {
    if (format === 'jsonl') {
      const { formsToJsonl } = await import('../../report/forms-to-jsonl.ts')
      return await writeData(formsToJsonl(reader.forms()), options.out)
    }
    const { loadFormLibrary } = await import('../../forms/form-library.ts')
    const definitions = loadFormLibrary(settings.pipelines).families.map(family => family.definition)
    if (format === 'csv') {
      const { indicatorsTable } = await import('../../report/indicators-table.ts')
      const { tableToCsv } = await import('../../report/table-to-csv.ts')
      const forSpreadsheet = options.bom ?? options.out !== undefined
      return await writeData(tableToCsv(indicatorsTable(reader.forms(), definitions), { forSpreadsheet }), options.out)
    }
    const { exportToXlsx } = await import('../../report/export-to-xlsx.ts')
    await writeData([await exportToXlsx(reader, definitions)], options.out)
  } finally {
    await reader.close()
  }
}
