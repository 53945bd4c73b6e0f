/** Tags of a TIFF directory (TIFF 6.0, section 8) and its type RATIONAL. */
const tags = { xResolution: 282, yResolution: 283, unit: 296 }
const rational = 5
const centimetres = 3

/** Resolution along both axes in dpi. Faxes have twice as much across as down (204 × 98). */
export interface Resolution {
  readonly x: number
  readonly y: number
}

/** The resolution that directory `page` (from 1) of a TIFF states; null where it states none, or the file is no classic TIFF. */
export function tiffResolution(bytes: Uint8Array, page: number): Resolution | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    const isLittle = view.getUint16(0) === 0x4949
    if (view.getUint16(2, isLittle) !== 42) return null
    let directory = view.getUint32(4, isLittle)
    for (let i = 1; i < page && directory !== 0; i++)
      directory = view.getUint32(directory + 2 + 12 * view.getUint16(directory, isLittle), isLittle)
    return directory === 0 ? null : directoryResolution(view, directory, isLittle)
  } catch (reason) {
    // An offset beyond the end: the file is damaged, which its decoder will tell.
    if (reason instanceof RangeError) return null
    throw reason
  }
}

function directoryResolution(view: DataView, directory: number, isLittle: boolean): Resolution | null {
  let x = 0
  let y = 0
  let perInch = 1
  const count = view.getUint16(directory, isLittle)
  for (let entry = directory + 2; entry < directory + 2 + 12 * count; entry += 12) {
    const tag = view.getUint16(entry, isLittle)
    if (tag === tags.xResolution) x = rationalAt(view, entry, isLittle)
    if (tag === tags.yResolution) y = rationalAt(view, entry, isLittle)
    if (tag === tags.unit && view.getUint16(entry + 8, isLittle) === centimetres) perInch = 2.54
  }
  return x > 0 && y > 0 ? { x: x * perInch, y: y * perInch } : null
}

function rationalAt(view: DataView, entry: number, isLittle: boolean): number {
  if (view.getUint16(entry + 2, isLittle) !== rational) return 0
  const at = view.getUint32(entry + 8, isLittle)
  const denominator = view.getUint32(at + 4, isLittle)
  return denominator === 0 ? 0 : view.getUint32(at, isLittle) / denominator
}
