import { Command } from 'commander'
import { examples } from '../help.ts'
import { type RunOptions, withRunOptions } from '../ingest/run-options.ts'

interface IngestOptions extends RunOptions {
  readonly filesFrom?: string
  readonly force?: true
}

export function ingestCommand(): Command {
  const command = new Command('ingest')
    .summary('read documents into the database')
    .description(
      'Reads forms from PDF, PNG, JPEG, TIFF, OCR text (.txt, .tsv) and zip archives of them into the database. Folders are ' +
        'searched recursively; quote patterns such as "scans/**/*.pdf". The same file with the same settings changes nothing.',
    )
    .argument('[path...]', 'files, folders or patterns')
    .option('--files-from <file>', 'read files and folders from a list, one a line; - for stdin')
    .option('--force', 'read documents again that have not changed')
  return withRunOptions(command)
    .addHelpText(
      'after',
      `
Exit status: 0 all loaded or unchanged, 3 some failed or are partial, 4 none
loaded, 2 wrong usage, 5 the database failed, 130 interrupted. Ctrl-C finishes
the documents under way; run the same command again to go on.
${examples(
  ['tabularium ingest samples/', 'a folder into output/tabularium.db'],
  ['tabularium ingest "scans/**/*.pdf" --db budget.db --jobs 4', 'many PDFs into a database of their own'],
  ['tabularium ingest form.pdf --force -v', 'once more, with every remark'],
  ['find /archive -newer last -name "*.pdf" | tabularium ingest --files-from -', 'what another program chooses'],
  ['tabularium ingest scans/ --json --no-progress | jq .counts', 'for other programs'],
)}`,
    )
    .action(async (paths: readonly string[], { filesFrom, force, ...options }: IngestOptions) => {
      const { readFileList } = await import('../ingest/files-from.ts')
      const { ingestAndTell } = await import('../ingest/ingest-and-tell.ts')
      if (paths.length === 0 && filesFrom === undefined)
        command.error("error: missing required argument 'path', or the option --files-from")
      await ingestAndTell(async () => {
        const listed = filesFrom === undefined ? [] : await readFileList(filesFrom)
        return { patterns: paths, listed, force: force === true, command: 'ingest' }
      }, options)
    })
}
