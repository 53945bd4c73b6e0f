import type { FileHandle } from 'node:fs/promises'

/** A file in a zip archive, as the archive's directory lists it (PKWARE APPNOTE 6.3.10, 4.3.12). */
export interface ZipEntry {
  /** With `/` between folders; never used as a path on disk. */
  readonly name: string
  readonly method: number
  readonly isEncrypted: boolean
  readonly isLink: boolean
  readonly crc32: number
  readonly packedBytes: number
  readonly bytes: number
  /** Offset of its local header in the archive. */
  readonly offset: number
}

/** The archive breaks its own rules. */
export class ZipFormatError extends Error {}

const SIGNATURE = { end: 0x06054b50, end64Locator: 0x07064b50, end64: 0x06064b50, entry: 0x02014b50 }
const LENGTH = { end: 22, end64Locator: 20, end64: 56, entry: 46 }
const LONGEST_COMMENT = 0xffff
/** A directory of ten thousand entries with long names has some 3 MB. */
const LARGEST_DIRECTORY = 64 * 1024 * 1024
const UTF8_FLAG = 0x0800
const ENCRYPTED_FLAG = 0x0001
const UNIX = 3
const FILE_TYPE = 0o170000
const SYMBOLIC_LINK = 0o120000

/**
 * Reads the directory at the end of an archive: all entries but folders, in its order.
 * @throws ZipFormatError where there is none, or it is damaged.
 */
export async function readZipDirectory(file: FileHandle): Promise<ZipEntry[]> {
  const { size } = await file.stat()
  const { offset, bytes } = await findDirectory(file, size)
  if (bytes > LARGEST_DIRECTORY || offset + bytes > size)
    throw new ZipFormatError('its directory lies outside the file')
  const directory = await readAt(file, offset, bytes)
  const entries: ZipEntry[] = []
  for (let at = 0; at + LENGTH.entry <= directory.length; ) {
    if (directory.readUInt32LE(at) !== SIGNATURE.entry) throw new ZipFormatError('its directory is damaged')
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map(field => directory.readUInt16LE(at + field))
    const end = at + LENGTH.entry + nameLength! + extraLength! + commentLength!
    if (end > directory.length) throw new ZipFormatError('its directory is cut short')
    const entry = readEntry(directory.subarray(at, end), nameLength!, extraLength!)
    if (!entry.name.endsWith('/')) entries.push(entry)
    at = end
  }
  return entries
}

/** Reads exactly so many bytes. @throws ZipFormatError where the file is shorter. */
export async function readAt(file: FileHandle, position: number, bytes: number): Promise<Buffer> {
  const buffer = Buffer.alloc(bytes)
  let done = 0
  while (done < bytes) {
    const { bytesRead } = await file.read(buffer, done, bytes - done, position + done)
    if (bytesRead === 0) throw new ZipFormatError('it is cut short')
    done += bytesRead
  }
  return buffer
}

async function findDirectory(file: FileHandle, size: number): Promise<{ offset: number; bytes: number }> {
  const tailBytes = Math.min(size, LENGTH.end64Locator + LENGTH.end + LONGEST_COMMENT)
  const tail = await readAt(file, size - tailBytes, tailBytes)
  for (let at = tail.length - LENGTH.end; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== SIGNATURE.end || at + LENGTH.end + tail.readUInt16LE(at + 20) > tail.length) continue
    const [bytes, offset] = [tail.readUInt32LE(at + 12), tail.readUInt32LE(at + 16)]
    const locator = at - LENGTH.end64Locator
    if (locator < 0 || tail.readUInt32LE(locator) !== SIGNATURE.end64Locator) return { offset, bytes }
    const end64 = await readAt(file, Number(tail.readBigUInt64LE(locator + 8)), LENGTH.end64)
    if (end64.readUInt32LE(0) !== SIGNATURE.end64) throw new ZipFormatError('its directory cannot be found')
    return { bytes: Number(end64.readBigUInt64LE(40)), offset: Number(end64.readBigUInt64LE(48)) }
  }
  throw new ZipFormatError('it has no directory; it may be cut short')
}

function readEntry(record: Buffer, nameLength: number, extraLength: number): ZipEntry {
  const flags = record.readUInt16LE(8)
  const name = record.subarray(LENGTH.entry, LENGTH.entry + nameLength)
  const extra = record.subarray(LENGTH.entry + nameLength, LENGTH.entry + nameLength + extraLength)
  const long = longNumbers(extra)
  const number = (field: number) => {
    const short = record.readUInt32LE(field)
    return short === 0xffffffff ? (long.shift() ?? short) : short
  }
  // In the order in which the long numbers stand: unpacked length, packed length, offset.
  const bytes = number(24)
  const packedBytes = number(20)
  const offset = number(42)
  const mode = record.readUInt32LE(38) >>> 16
  return {
    name: decodeName(name, (flags & UTF8_FLAG) !== 0).replaceAll('\\', '/'),
    method: record.readUInt16LE(10),
    isEncrypted: (flags & ENCRYPTED_FLAG) !== 0,
    isLink: record.readUInt16LE(4) >> 8 === UNIX && (mode & FILE_TYPE) === SYMBOLIC_LINK,
    crc32: record.readUInt32LE(16),
    packedBytes,
    bytes,
    offset,
  }
}

/** The numbers of the zip64 extra field (id 1), for fields that are too small for them. */
function longNumbers(extra: Buffer): number[] {
  for (let at = 0; at + 4 <= extra.length; ) {
    const [id, length] = [extra.readUInt16LE(at), extra.readUInt16LE(at + 2)]
    const data = extra.subarray(at + 4, at + 4 + length)
    if (id === 1)
      return Array.from({ length: Math.floor(data.length / 8) }, (_, i) => Number(data.readBigUInt64LE(i * 8)))
    at += 4 + length
  }
  return []
}

/** Names are UTF-8 where the archive says so or they can be read so; else they are what Chinese Windows writes. */
function decodeName(name: Uint8Array, isUtf8: boolean): string {
  if (isUtf8) return new TextDecoder('utf-8').decode(name)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(name)
  } catch {
    return new TextDecoder('gb18030').decode(name)
  }
}
