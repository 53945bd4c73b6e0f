import { mkdir } from 'node:fs/promises'
import { basename, extname, join, resolve } from 'node:path'
import { resolveSettings } from '../../app/config.ts'
import { createScanReader } from '../../app/scan-module.ts'
import type { PageReading } from '../../model/page-reading.ts'
import { drawOverlay } from '../../report/overlay.ts'
import { openDocument } from '../../run/page-worker/open-document.ts'
import type { PagesOptions } from '../commands/pages.ts'
import { passwordOf } from '../password.ts'
import { writeData } from '../terminal/write-data.ts'
import { wrongUsage } from '../wrong-usage.ts'
import { openPagePictures } from './page-pictures.ts'
import { readingToGrids } from './reading-to-grids.ts'

/** The command `pages`: reads a file page by page and writes what was understood as pictures. */
export async function writeOverlays(file: string, options: PagesOptions): Promise<void> {
  const path = resolve(file)
  const settings = resolveSettings({ engine: options.engine })
  const { password } = passwordOf(options)
  const scanReader = await createScanReader({ engine: settings.engine })
  try {
    const { document, issue } = await openDocument({ path, password: password ?? null }, scanReader)
    if (issue) throw wrongUsage(`${file}: ${issue.message}`, issue.hint)
    const pictures = await openPagePictures(path, password)
    try {
      if (options.page !== undefined && options.page > document.pageCount)
        throw wrongUsage(`${file} has ${document.pageCount} pages.`, 'Give --page a smaller number.')
      await mkdir(options.overlay, { recursive: true })
      const pages = options.page === undefined ? numbers(document.pageCount) : [options.page]
      const digits = String(document.pageCount).length
      for (const page of pages) {
        const { reading } = await document.readPage(page)
        const { image, pixelsPerPoint } = await pictures.picture(page)
        const { grids, lines } = readingToGrids(reading, pixelsPerPoint)
        const name = `${basename(file, extname(file))}-${String(page).padStart(digits, '0')}.png`
        await writeData([await drawOverlay(image, grids, lines)], join(options.overlay, name))
        process.stdout.write(`${join(options.overlay, name)}  ${pageText(reading)}\n`)
        for (const issue of reading.issues)
          process.stdout.write(`    ${issue.severity} ${issue.code}: ${issue.message}\n`)
      }
    } finally {
      await pictures.close()
      await document.close()
    }
  } finally {
    await scanReader.close()
  }
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1)
}

function pageText({ source, quality, blocks }: PageReading): string {
  const tables = blocks.flatMap(block => (block.kind === 'table' ? [`${block.rows} × ${block.columns}`] : []))
  const lines = blocks.length - tables.length
  const found = tables.length === 0 ? 'no table' : `tables ${tables.join(', ')}`
  return `${source}, quality ${quality.toFixed(2)}, ${found}, ${lines} lines beside them`
}
