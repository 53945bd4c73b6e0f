import { deflateRawSync } from 'node:zlib'
import { crc32 } from '../../../src/engines/zip/crc32.ts'

export interface ZipMember {
  readonly name: string | Uint8Array
  readonly content: Uint8Array
  /** As the directory tells it, where that differs from the truth. */
  readonly claimed?: {
    readonly bytes?: number
    readonly crc32?: number
    readonly flags?: number
    readonly mode?: number
  }
  readonly isStored?: boolean
  /** Write its lengths and offset as zip64 does. */
  readonly isLong?: boolean
}

/** A zip archive, written by the book, or against it where a member claims so. */
export function makeZip(members: readonly ZipMember[], comment = ''): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, content, claimed = {}, isStored = false, isLong = false } of members) {
    const nameBytes = Buffer.from(name as string)
    const packed = isStored ? Buffer.from(content) : deflateRawSync(content)
    const bytes = claimed.bytes ?? content.length
    const header = Buffer.alloc(30)
    header.writeUInt32LE(0x04034b50, 0)
    header.writeUInt16LE(nameBytes.length, 26)
    const extra = isLong ? longExtra([bytes, packed.length, offset]) : Buffer.alloc(0)
    const record = Buffer.alloc(46)
    record.writeUInt32LE(0x02014b50, 0)
    record.writeUInt16LE(claimed.mode === undefined ? 20 : (3 << 8) | 20, 4)
    record.writeUInt16LE(claimed.flags ?? (typeof name === 'string' ? 0x0800 : 0), 8)
    record.writeUInt16LE(isStored ? 0 : 8, 10)
    record.writeUInt32LE(claimed.crc32 ?? crc32(content), 16)
    record.writeUInt32LE(isLong ? 0xffffffff : packed.length, 20)
    record.writeUInt32LE(isLong ? 0xffffffff : bytes, 24)
    record.writeUInt16LE(nameBytes.length, 28)
    record.writeUInt16LE(extra.length, 30)
    record.writeUInt32LE(((claimed.mode ?? 0) << 16) >>> 0, 38)
    record.writeUInt32LE(isLong ? 0xffffffff : offset, 42)
    parts.push(header, nameBytes, packed)
    directory.push(record, nameBytes, extra)
    offset += header.length + nameBytes.length + packed.length
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(members.length, 10)
  end.writeUInt32LE(Buffer.concat(directory).length, 12)
  end.writeUInt32LE(offset, 16)
  end.writeUInt16LE(Buffer.byteLength(comment), 20)
  return Buffer.concat([...parts, ...directory, end, Buffer.from(comment)])
}

function longExtra(numbers: readonly number[]): Buffer {
  const extra = Buffer.alloc(4 + numbers.length * 8)
  extra.writeUInt16LE(1, 0)
  extra.writeUInt16LE(numbers.length * 8, 2)
  for (const [index, number] of numbers.entries()) extra.writeBigUInt64LE(BigInt(number), 4 + index * 8)
  return extra
}
