import { Command } from 'commander'
import { countOption, examples } from '../help.ts'
import { type PasswordOptions, withPasswordOptions } from '../password.ts'

export interface PagesOptions extends PasswordOptions {
  readonly overlay: string
  readonly engine?: string
  readonly page?: number
}

export function pagesCommand(): Command {
  const about = new Command('pages')
    .summary('see what was understood of each page')
    .description(
      'Reads a PDF, PNG, JPEG or TIFF and writes a picture of every page with what was understood drawn over it: tables, cells ' +
        'with their row.column and spans, loose lines in red, cells that the page cut off hatched. Nothing is stored.',
    )
    .argument('<file>', 'a PDF, PNG, JPEG or TIFF')
    .requiredOption('--overlay <folder>', 'where the pictures go')
    .option('--engine <name>', 'what reads pictures: ppocr, ppocr-web or tesseract')
    .addOption(countOption('--page <n>', 'only this page'))
  return withPasswordOptions(about)
    .addHelpText(
      'after',
      examples(
        ['tabularium pages scan.pdf --overlay output/pages', 'every page'],
        ['tabularium pages bundle.pdf --overlay output/pages --page 3', 'one page'],
      ),
    )
    .action(async (file: string, options: PagesOptions) => {
      const { writeOverlays } = await import('../pages/write-overlays.ts')
      await writeOverlays(file, options)
    })
}
