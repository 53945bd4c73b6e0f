import type { PageImage } from '../../model/page-image.ts'
import type { PageReading } from '../../model/page-reading.ts'

/**
 * Reads a page from its picture: clean → grid → recognise. Boxes of the result are in pt of the picture at its own dpi, and in px.
 * Problems of the page are issues in the result; what it throws is broken machinery.
 */
export interface ScanReader {
  readScan(image: PageImage, page: number): Promise<PageReading>
  close?(): Promise<void>
}

/** What a scan reader's module exports: the worker imports the module and calls this once with the pool's `scanOptions`. */
export interface ScanReaderModule {
  createScanReader(options: unknown): Promise<ScanReader>
}

/** Imports the module at `url` and makes its scan reader. */
export async function loadScanReader(url: string, options: unknown): Promise<ScanReader> {
  const module = (await import(url)) as Partial<ScanReaderModule>
  if (typeof module.createScanReader !== 'function') throw new Error(`${url} exports no createScanReader`)
  return module.createScanReader(options)
}
