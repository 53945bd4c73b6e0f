import { createWriteStream } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createInflateRaw } from 'node:zlib'
import { crc32 } from './crc32.ts'
import { readAt, type ZipEntry, ZipFormatError } from './zip-directory.ts'

const METHOD = { stored: 0, deflated: 8 }
const LOCAL_HEADER = { signature: 0x04034b50, length: 30 }
const CHUNK = 1 << 16

/**
 * Writes what is in an entry to `target`: as many bytes as the directory promises, no more, with the checksum it promises.
 * @throws ZipFormatError otherwise; then nothing can be said of what is in `target`.
 */
export async function unpackEntry(archive: FileHandle, entry: ZipEntry, target: string): Promise<void> {
  if (entry.method !== METHOD.stored && entry.method !== METHOD.deflated)
    throw new ZipFormatError(`it is packed by a method (${entry.method}) that is not read here`)
  const packed = Readable.from(packedChunks(archive, entry))
  const check = new Check(entry)
  const file = createWriteStream(target)
  try {
    if (entry.method === METHOD.stored) await pipeline(packed, check, file)
    else await pipeline(packed, createInflateRaw(), check, file)
  } catch (error) {
    // What zlib says of bytes that are no deflate stream.
    const { code } = error as { code?: string }
    if (code?.startsWith('Z_')) throw new ZipFormatError('what is packed in it is damaged', { cause: error })
    throw error
  }
}

async function* packedChunks(archive: FileHandle, { offset, packedBytes }: ZipEntry): AsyncGenerator<Buffer> {
  const header = await readAt(archive, offset, LOCAL_HEADER.length)
  if (header.readUInt32LE(0) !== LOCAL_HEADER.signature) throw new ZipFormatError('it is not where the directory says')
  const start = offset + LOCAL_HEADER.length + header.readUInt16LE(26) + header.readUInt16LE(28)
  for (let done = 0; done < packedBytes; done += CHUNK)
    yield await readAt(archive, start + done, Math.min(CHUNK, packedBytes - done))
}

/** Lets pass what was promised, and stops at the first byte beyond it. */
class Check extends Transform {
  readonly #entry: ZipEntry
  #bytes = 0
  #crc = 0

  constructor(entry: ZipEntry) {
    super()
    this.#entry = entry
  }

  override _transform(chunk: Buffer, _: string, done: (error: Error | null, data?: Buffer) => void): void {
    this.#bytes += chunk.length
    this.#crc = crc32(chunk, this.#crc)
    if (this.#bytes > this.#entry.bytes) done(new ZipFormatError('it is larger than the directory says'))
    else done(null, chunk)
  }

  override _flush(done: (error?: Error) => void): void {
    const isWhole = this.#bytes === this.#entry.bytes && this.#crc === this.#entry.crc32
    done(isWhole ? undefined : new ZipFormatError('what is packed in it is damaged'))
  }
}
