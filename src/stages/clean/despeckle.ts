import { rasterToComponents } from './components.ts'
import type { Raster } from './resample.ts'

/** At most this share of a fax is neither black nor white. */
const maxGreyShare = 0.02
/** No printed dot is smaller than this across (mm): such specks go wherever they are. */
const tinyMm = 0.2
/** Specks up to this size go where nothing printed is near; next to print they may be a decimal point, a comma or part of a letter. */
const smallMm = 0.6
const nearMm = 1.2

/** Whether a page is black and white only: a fax or a scan at one bit. */
export function isBilevel(raster: Raster): boolean {
  const { data } = raster
  let grey = 0
  let seen = 0
  for (let i = 0; i < data.length; i += 37, seen++) if (data[i]! > 12 && data[i]! < 243) grey++
  return grey <= seen * maxGreyShare
}

/** A black and white page without its specks. Dots near letters and digits stay. */
export function despeckled(raster: Raster, dpi: number): Raster {
  const pxPerMm = dpi / 25.4
  const pieces = rasterToComponents(raster, 128, 0, raster.height)
  const tiny = Math.max(1, Math.floor(tinyMm * pxPerMm))
  const small = Math.round(smallMm * pxPerMm)
  const near = Math.round(nearMm * pxPerMm)
  // A coarse net of where pieces larger than specks are.
  const cell = Math.max(4, near)
  const columns = Math.ceil(raster.width / cell) + 2
  const printed: number[][] = Array.from({ length: columns * (Math.ceil(raster.height / cell) + 2) }, () => [])
  const isSmall = (p: number) =>
    pieces.right[p]! - pieces.left[p]! <= small && pieces.bottom[p]! - pieces.top[p]! <= small
  for (let k = 0; k < pieces.runStart.length; k++) {
    const p = pieces.runPiece[k]!
    if (isSmall(p)) continue
    const y = Math.floor(pieces.runStart[k]! / raster.width)
    const x = pieces.runStart[k]! - y * raster.width
    for (let c = Math.floor(x / cell); c <= Math.floor((x + pieces.runEnd[k]! - pieces.runStart[k]!) / cell); c++) {
      const list = printed[(Math.floor(y / cell) + 1) * columns + c + 1]!
      if (list.at(-1) !== k) list.push(k)
    }
  }
  const isNearPrint = (p: number): boolean => {
    const [left, right, top, bottom] = [
      pieces.left[p]! - near,
      pieces.right[p]! + near,
      pieces.top[p]! - near,
      pieces.bottom[p]! + near,
    ]
    for (let r = Math.floor(top / cell); r <= Math.floor(bottom / cell); r++) {
      for (let c = Math.floor(left / cell); c <= Math.floor(right / cell); c++) {
        for (const k of printed[(r + 1) * columns + c + 1] ?? []) {
          const y = Math.floor(pieces.runStart[k]! / raster.width)
          const x0 = pieces.runStart[k]! - y * raster.width
          const x1 = x0 + pieces.runEnd[k]! - pieces.runStart[k]!
          if (y >= top && y < bottom && x1 > left && x0 < right) return true
        }
      }
    }
    return false
  }
  const isSpeck = new Uint8Array(pieces.count)
  for (let p = 0; p < pieces.count; p++) {
    if (!isSmall(p)) continue
    const isTiny = pieces.right[p]! - pieces.left[p]! <= tiny && pieces.bottom[p]! - pieces.top[p]! <= tiny
    if (isTiny || !isNearPrint(p)) isSpeck[p] = 1
  }
  const data = Uint8Array.from(raster.data)
  for (let k = 0; k < pieces.runStart.length; k++)
    if (isSpeck[pieces.runPiece[k]!]) data.fill(255, pieces.runStart[k]!, pieces.runEnd[k]!)
  return { ...raster, data }
}
