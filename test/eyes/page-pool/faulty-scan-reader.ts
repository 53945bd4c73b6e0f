import { lazyEngine } from '../../../src/engines/ocr/lazy-engine.ts'
import type { PageImage } from '../../../src/model/page-image.ts'
import type { PageReading } from '../../../src/model/page-reading.ts'
import { loadedPart, type ScanReader } from '../../../src/run/page-worker/scan-reader.ts'

/** What to do on a page, by its number; other pages are read. */
export type Faults = Readonly<Record<number, 'hang' | 'grow' | 'exit' | 'throw' | 'no-arbiter'>>

/** A scan reader that goes wrong on chosen pages, in the ways that hostile files make native code go wrong. */
export async function createScanReader(options: unknown): Promise<ScanReader> {
  const faults = (options ?? {}) as Faults
  const arbiter = lazyEngine('test', () => loadedPart(() => Promise.reject(new Error('it is not installed'))))
  return {
    async readScan(image, page) {
      const fault = faults[page]
      if (fault === 'hang') for (;;) Math.sqrt(page)
      if (fault === 'grow') for (const held: Buffer[] = []; ; ) held.push(Buffer.alloc(8_000_000, held.length))
      if (fault === 'exit') process.exit(7)
      if (fault === 'throw') throw new Error('the engine broke')
      if (fault === 'no-arbiter') await arbiter.readLines([image])
      return pictureReading(image, page)
    },
  }
}

/** One line at the picture's top left: its size in px. */
function pictureReading(image: PageImage, page: number): PageReading {
  const pixels = { x: 0, y: 0, width: image.width / 2, height: image.height / 2 }
  const scale = 72 / image.dpi
  const box = { x: 0, y: 0, width: pixels.width * scale, height: pixels.height * scale }
  return {
    page,
    width: image.width * scale,
    height: image.height * scale,
    dpi: image.dpi,
    source: 'scan',
    quality: 1,
    blocks: [
      {
        kind: 'line',
        page,
        reading: { text: `${image.width}×${image.height}`, confidence: 1, engine: 'test' },
        place: { page, box, pixels, line: null, column: null },
      },
    ],
    issues: [],
  }
}
