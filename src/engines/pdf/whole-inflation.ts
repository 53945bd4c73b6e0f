import { inflateSync } from 'node:zlib'

type Bytes = Uint8Array<ArrayBuffer>

/**
 * In the place of Node's `DecompressionStream`, for pdfjs, which hands over a whole stream and wants it back whole: a page with fonts has some
 * eighty streams of a few hundred bytes, and the thread and the two queues behind each took half of a digital page's time.
 * As with Node's, bytes that do not inflate end the reading with an error, and pdfjs turns to its own decoder.
 */
export class WholeInflation {
  readonly #chunks: Bytes[] = []

  /** @throws TypeError for other formats: pdfjs then decodes them itself. */
  constructor(format: string) {
    if (format !== 'deflate') throw new TypeError(`Streams of ${format} are not inflated here`)
  }

  get writable() {
    const writer = {
      ready: Promise.resolve(),
      write: async (chunk: Bytes) => {
        this.#chunks.push(chunk)
      },
      close: async () => {},
    }
    return { getWriter: () => writer }
  }

  get readable(): AsyncIterable<Bytes> {
    const chunks = this.#chunks
    return (async function* () {
      for (const chunk of chunks) yield inflateSync(chunk) as Bytes
    })()
  }
}
