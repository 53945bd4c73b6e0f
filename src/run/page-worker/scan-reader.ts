import type { PageImage } from '../../model/page-image.ts'
import type { PageReading } from '../../model/page-reading.ts'
import type { PageWatch } from '../../model/page-timing.ts'

/**
 * Reads a page from its picture: clean → grid → recognise. Boxes of the result are in pt of the picture at its own dpi, and in px.
 * Problems of the page are issues in the result; what it throws is broken machinery.
 */
export interface ScanReader {
  readScan(image: PageImage, page: number, watch: PageWatch): Promise<PageReading>
}

/** What a scan reader's module exports: the worker imports the module and calls this once with the pool's `scanOptions`. */
export interface ScanReaderModule {
  createScanReader(options: unknown): Promise<ScanReader>
}

/** The scan reader's module or what it needs cannot be loaded. */
export class ScanReaderError extends Error {}

/** A scan reader that is loaded from the module at `url` when the first page needs it; `onLoading` and `onReady` tell of that. */
export function lazyScanReader(url: string, options: unknown, onLoading: () => void, onReady: () => void): ScanReader {
  let loading: Promise<ScanReader> | null = null
  return {
    async readScan(image, page, watch) {
      if (!loading) {
        onLoading()
        loading = loadScanReader(url, options)
        await loading
        onReady()
      }
      return (await loading).readScan(image, page, watch)
    },
  }
}

function loadScanReader(url: string, options: unknown): Promise<ScanReader> {
  return loadedPart(async () => {
    const module = (await import(url)) as Partial<ScanReaderModule>
    if (typeof module.createScanReader !== 'function') throw new Error(`${url} exports no createScanReader`)
    return module.createScanReader(options)
  })
}

/**
 * What `load` gives. A scan reader that loads a part of itself with a later page loads it through this.
 * @throws ScanReaderError where it cannot be loaded: no page is at fault.
 */
export async function loadedPart<Part>(load: () => Promise<Part>): Promise<Part> {
  try {
    return await load()
  } catch (cause) {
    throw new ScanReaderError(cause instanceof Error ? cause.message : String(cause), { cause })
  }
}
