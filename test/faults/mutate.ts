import type { Random } from '../corpus/random.ts'

/** Damage of one kind done to the bytes of a file; null where the file has no place for it. */
export type Mutation = (bytes: Buffer, random: Random) => Buffer | null

/** What disks, networks and broken writers do to any file. */
const anyFile: Readonly<Record<string, Mutation>> = {
  'bits flipped': (bytes, random) => {
    const damaged = Buffer.from(bytes)
    for (let flips = 2 ** random.int(0, 8); flips > 0; flips--) {
      const at = random.int(0, bytes.length - 1)
      damaged[at] = damaged[at]! ^ (1 << random.int(0, 7))
    }
    return damaged
  },
  'run overwritten': (bytes, random) => {
    const damaged = Buffer.from(bytes)
    const { from, to } = part(bytes, random)
    const filling = random.pick([0x00, 0x20, 0xff, null])
    for (let at = from; at < to; at++) damaged[at] = filling ?? random.int(0, 255)
    return damaged
  },
  'head overwritten': (bytes, random) => {
    const damaged = Buffer.from(bytes)
    for (let at = random.int(0, 40); at < Math.min(bytes.length, 400); at += random.int(1, 60))
      damaged[at] = random.int(0, 255)
    return damaged
  },
  'cut off': (bytes, random) => bytes.subarray(0, random.int(1, bytes.length - 1)),
  'part lost': (bytes, random) => {
    const { from, to } = part(bytes, random)
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)])
  },
  'part doubled': (bytes, random) => {
    const { from, to } = part(bytes, random)
    return Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)])
  },
}

/** What broken writers and malice do to a PDF. */
const pdfFile: Readonly<Record<string, Mutation>> = {
  'object lost': (bytes, random) => {
    const object = pickObject(bytes, random)
    return object && Buffer.concat([bytes.subarray(0, object.from), bytes.subarray(object.to)])
  },
  'object doubled': (bytes, random) => {
    const object = pickObject(bytes, random)
    const end = bytes.lastIndexOf('xref')
    if (object === null) return null
    const copy = bytes.subarray(object.from, object.to)
    const at = end < 0 ? bytes.length : end
    return Buffer.concat([bytes.subarray(0, at), copy, Buffer.from('\n'), bytes.subarray(at)])
  },
  'object in place of another': (bytes, random) => {
    const [one, other] = [pickObject(bytes, random), pickObject(bytes, random)]
    if (one === null || other === null) return null
    const body = bytes.subarray(other.bodyFrom, other.to)
    return Buffer.concat([bytes.subarray(0, one.bodyFrom), body, bytes.subarray(one.to)])
  },
  'reference turned': (bytes, random) => replaced(bytes, /\b\d+ 0 R\b/gu, random, () => `${random.int(0, 40)} 0 R`),
  'length changed': (bytes, random) => replaced(bytes, /\/Length \d+/gu, random, () => `/Length ${odd(random)}`),
  'number changed': (bytes, random) =>
    replaced(
      bytes,
      /\/(?:Width|Height|BitsPerComponent|Columns|Rows|Colors|Predictor|Count|Rotate|K|Size|First|N|W) -?\d+/gu,
      random,
      found => found.replace(/-?\d+$/u, String(odd(random))),
    ),
  'name changed': (bytes, random) =>
    replaced(
      bytes,
      /\/(?:FlateDecode|DCTDecode|CCITTFaxDecode|DeviceGray|DeviceRGB|Image|Page|Pages|Catalog|Contents|Resources|Font|Type0|Identity-H|ToUnicode|FontFile2|XObject|MediaBox|Kids)\b/gu,
      random,
      found => random.pick([found.toLowerCase(), '/Damaged', '/LZWDecode', '/JPXDecode', '/JBIG2Decode']),
    ),
  'xref damaged': (bytes, random) => {
    const from = bytes.lastIndexOf(random.pick(['xref', 'startxref', 'trailer']))
    if (from < 0) return null
    const damaged = Buffer.from(bytes)
    for (let at = from; at < damaged.length; at += random.int(1, 30)) damaged[at] = random.int(0x20, 0x7e)
    return damaged
  },
  'stream damaged': (bytes, random) => {
    const starts = Array.from(
      bytes.toString('latin1').matchAll(/stream\r?\n/gu),
      ({ index, 0: word }) => index + word.length,
    )
    const streams = starts.filter(from => !bytes.subarray(from - 12, from).includes('endstream'))
    if (streams.length === 0) return null
    const from = random.pick(streams)
    const to = bytes.indexOf('endstream', from)
    if (to <= from) return null
    const damaged = Buffer.from(bytes)
    for (let hits = 2 ** random.int(0, 7); hits > 0; hits--) damaged[random.int(from, to - 1)] = random.int(0, 255)
    return damaged
  },
}

export const MUTATIONS: Readonly<Record<string, Mutation>> = { ...anyFile, ...pdfFile }

/** What can be done to a file, by its bytes. */
export function mutationsOf(bytes: Buffer): ReadonlyArray<readonly [kind: string, mutation: Mutation]> {
  return Object.entries(bytes.subarray(0, 5).toString('latin1') === '%PDF-' ? MUTATIONS : anyFile)
}

/** From some bytes to a third of the file, small parts more often than large ones. */
function part(bytes: Buffer, random: Random): { from: number; to: number } {
  const most = Math.max(2, Math.floor(bytes.length / 3))
  const length = Math.max(1, Math.floor(most ** random.next()))
  const from = random.int(0, bytes.length - length)
  return { from, to: from + length }
}

/** Lengths and sizes as only a broken or malicious writer puts them. */
function odd(random: Random): number {
  return random.pick([0, 1, -1, random.int(2, 99), random.int(100, 99_999), 2 ** 31 - 1, 2 ** 32, 999_999_999])
}

interface PdfObject {
  readonly from: number
  readonly bodyFrom: number
  readonly to: number
}

function pickObject(bytes: Buffer, random: Random): PdfObject | null {
  const starts = Array.from(bytes.toString('latin1').matchAll(/(?<=[\r\n])\d+ \d+ obj\b/gu))
  if (starts.length === 0) return null
  const { index, 0: head } = random.pick(starts)
  const end = bytes.indexOf('endobj', index)
  return end < 0 ? null : { from: index, bodyFrom: index + head.length, to: end + 'endobj'.length }
}

/** One of the places that match, chosen by chance, rewritten. */
function replaced(bytes: Buffer, pattern: RegExp, random: Random, write: (found: string) => string): Buffer | null {
  const places = Array.from(bytes.toString('latin1').matchAll(pattern))
  if (places.length === 0) return null
  const { index, 0: found } = random.pick(places)
  return Buffer.concat([
    bytes.subarray(0, index),
    Buffer.from(write(found), 'latin1'),
    bytes.subarray(index + found.length),
  ])
}
