import { createRequire } from 'node:module'
import { dirname, join, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { WholeInflation } from './whole-inflation.ts'

export type Pdfjs = typeof import('pdfjs-dist')

let loading: Promise<Pdfjs> | null = null

/**
 * pdfjs, loaded once: the legacy build for Node, never the viewer and never the scripting sandbox (pdf.sandbox.mjs).
 * The browser classes that it probes for must stand before its modules are evaluated. Its worker half is loaded into this process too.
 * The legacy build replaces `Array.prototype.push` on Node 20, for arrays whose length cannot be written, by one that takes a tenth of a
 * page's time: the engine's own is put back.
 */
export function loadPdfjs(): Promise<Pdfjs> {
  loading ??= (async () => {
    Object.assign(globalThis, {
      OffscreenCanvas: UnboundedCanvas,
      ImageDecoder: KeepingDecoder,
      FontFace: UnusedFontFace,
      DecompressionStream: WholeInflation,
    })
    const push = Object.getOwnPropertyDescriptor(Array.prototype, 'push')!
    const pdfjs = (await import('pdfjs-dist/legacy/build/pdf.mjs')) as Pdfjs
    const worker = createRequire(import.meta.url).resolve('pdfjs-dist/legacy/build/pdf.worker.mjs')
    await import(pathToFileURL(worker).href)
    Object.defineProperty(Array.prototype, 'push', push)
    return pdfjs
  })()
  return loading
}

/**
 * Options of every document: no code from the file is run, and all data that pdfjs needs comes from its own package.
 * A document opened for `reading` keeps its images as they are (see below); one opened for `rendering` has them in the form pdfjs paints.
 */
export function documentOptions(purpose: 'reading' | 'rendering', maxImagePixels: number) {
  const root = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))
  const folder = (name: string) => `${join(root, name)}${sep}`
  // A page browser loads fonts for its canvas; the pretence of one spares the outlines of every glyph, which reading has no use for.
  const fonts =
    purpose === 'reading' ? { disableFontFace: false, ownerDocument: noDocument } : { disableFontFace: true }
  return {
    ...fonts,
    isEvalSupported: false,
    enableXfa: false,
    stopAtErrors: false,
    useSystemFonts: false,
    isOffscreenCanvasSupported: purpose === 'reading',
    isImageDecoderSupported: true,
    maxImageSize: maxImagePixels,
    wasmUrl: folder('wasm'),
    cMapUrl: folder('cmaps'),
    standardFontDataUrl: folder('standard_fonts'),
    verbosity: 1,
  }
}

/**
 * In the place of the browser's canvas for work in the background. pdfjs halves JPEG 2000 images until a canvas of their size can be made;
 * here every size is good: its test paints one px and reads its opacity. What is put on the canvas is handed out as bytes, four a pixel (RGBA).
 */
class UnboundedCanvas {
  width: number
  height: number
  #pixels: Uint8ClampedArray | null = null

  constructor(width: number, height: number) {
    this.width = width
    this.height = height
  }

  getContext() {
    return {
      fillRect() {},
      getImageData: () => ({ data: [0, 0, 0, 255] }),
      createImageData: (width: number, height: number) => ({ data: new Uint8ClampedArray(4 * width * height) }),
      putImageData: ({ data }: { readonly data: Uint8ClampedArray }) => {
        this.#pixels = data
      },
      // Only the widths of fallback text in form fields hang on it: full-width characters are an em of 1000, others half.
      measureText: (text: string) => ({ width: [...text].reduce((sum, c) => sum + (c >= '\u2e80' ? 1000 : 500), 0) }),
    }
  }

  transferToImageBitmap(): ArrayBuffer {
    const pixels = this.#pixels ?? new Uint8ClampedArray(4 * this.width * this.height)
    this.#pixels = null
    return pixels.byteLength === pixels.buffer.byteLength && pixels.buffer instanceof ArrayBuffer
      ? pixels.buffer
      : Uint8ClampedArray.from(pixels).buffer
  }
}

/** In the place of the browser's font: at once loaded, never used. */
class UnusedFontFace {
  readonly family: string
  readonly loaded: Promise<void> = Promise.resolve()

  constructor(family: string) {
    this.family = family
  }
}

/** All that pdfjs asks of a document is the set of fonts. */
const noDocument = { fonts: { add() {}, delete() {} } }

let keepsJpeg = true

/** While `work` runs, pdfjs decodes JPEG images itself, as rendering needs. */
export async function withDecodedJpeg<T>(work: () => Promise<T>): Promise<T> {
  keepsJpeg = false
  try {
    return await work()
  } finally {
    keepsJpeg = true
  }
}

/** Message with which a JPEG is declined; pdfjs reports it as a warning and decodes the image itself. */
export const declinedJpeg = 'decoded while rendering'

/**
 * In the place of the browser's JPEG decoder: hands the compressed bytes through as the "bitmap" of the image. They are decoded by libjpeg when a
 * scan is wanted (a fifth of the time of pdfjs's own decoder) and not at all for pictures on digital pages.
 */
class KeepingDecoder {
  readonly #data: Uint8Array

  constructor(options: { readonly data: Uint8Array }) {
    this.#data = options.data
  }

  static isTypeSupported(type: string): Promise<boolean> {
    return Promise.resolve(type === 'image/jpeg')
  }

  async decode(): Promise<{ image: ArrayBuffer }> {
    if (!keepsJpeg) throw new Error(declinedJpeg)
    return { image: Uint8Array.from(this.#data).buffer }
  }

  close(): void {}
}
