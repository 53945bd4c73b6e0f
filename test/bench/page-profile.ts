import { createOcrEngine } from '../../src/engines/ocr/engine-by-name.ts'
import type { OcrEngine } from '../../src/engines/ocr/ocr-engine.ts'
import { openPdf } from '../../src/engines/pdf/open-pdf.ts'
import type { PageImage } from '../../src/model/page-image.ts'
import { createScanReader } from '../../src/pipeline/scan-page.ts'
import { readPdfPage } from '../../src/run/page-worker/read-page.ts'
import { cleanPage } from '../../src/stages/clean/clean-page.ts'
import { findGrids } from '../../src/stages/grid/find-grids.ts'

/** Where the time of scanned pages goes, one process, ms a page. */
export interface PageProfile {
  readonly pages: number
  readonly openMs: number
  readonly cleanMs: number
  readonly gridMs: number
  readonly recogniserMs: number
  readonly restMs: number
}

/** Reads the pages of a PDF in this process. Cleaning and grids are timed a second time each, since a page takes them in one go. */
export async function profilePages(path: string): Promise<PageProfile> {
  const { document, issue } = await openPdf(path)
  if (issue) throw new Error(issue.message)
  const sums = { open: 0, read: 0, clean: 0, grid: 0, recogniser: 0 }
  const engine = await createOcrEngine('ppocr')
  const timed: OcrEngine = {
    ...engine,
    async readLines(lines) {
      const from = performance.now()
      const readings = await engine.readLines(lines)
      sums.recogniser += performance.now() - from
      return readings
    },
  }
  const reader = createScanReader({ engine: timed })
  let image: PageImage | null = null
  const remembering = {
    readScan: (picture: PageImage, page: number) => {
      image = picture
      return reader.readScan(picture, page)
    },
  }
  for (let page = 1; page <= document.pageCount; page++) {
    const { timing } = await readPdfPage(document, page, remembering)
    sums.open += timing.openMs
    sums.read += timing.readMs
    if (image === null) throw new Error(`page ${page} is no scan`)
    const from = performance.now()
    const clean = await cleanPage(image)
    const between = performance.now()
    findGrids(clean.image)
    sums.clean += between - from
    sums.grid += performance.now() - between
  }
  await document.close()
  await engine.close()
  const each = (ms: number) => ms / document.pageCount
  return {
    pages: document.pageCount,
    openMs: each(sums.open),
    cleanMs: each(sums.clean),
    gridMs: each(sums.grid),
    recogniserMs: each(sums.recogniser),
    restMs: each(sums.read - sums.clean - sums.grid - sums.recogniser),
  }
}

export function profileTable({ openMs, cleanMs, gridMs, recogniserMs, restMs }: PageProfile): string {
  const parts: [string, number][] = [
    ['get at the picture', openMs],
    ['clean', cleanMs],
    ['grid', gridMs],
    ['recogniser', recogniserMs],
    ['cut lines, second opinions, the rest', restMs],
  ]
  const whole = parts.reduce((sum, [, ms]) => sum + ms, 0)
  const line = (name: string, ms: number) => `| ${name} | ${ms.toFixed(0)} | ${((100 * ms) / whole).toFixed(1)}% |`
  return [
    '| where the time of a scanned page goes (one process) | ms | share |',
    '|---|---|---|',
    ...parts.map(([name, ms]) => line(name, ms)),
    line('page', whole),
  ].join('\n')
}
