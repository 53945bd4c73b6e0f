import type { Patch } from './box-to-patch.ts'

/** A row of text in a patch: rows `top` … `bottom` and columns `left` … `right`, px, the last ones excluded. `ink`: its dark pixels. */
export interface Band {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
  readonly ink: number
}

/** Dark pixels of every row. */
export function rowInk(patch: Patch): Int32Array {
  const rows = new Int32Array(patch.height)
  for (let y = 0; y < patch.height; y++) {
    let count = 0
    const end = (y + 1) * patch.width
    for (let i = y * patch.width; i < end; i++) if (patch.data[i]! < patch.threshold) count++
    rows[y] = count
  }
  return rows
}

/** Dark pixels of every column between two rows. */
export function columnInk(patch: Patch, top: number, bottom: number): Int32Array {
  const columns = new Int32Array(patch.width)
  for (let y = top; y < bottom; y++) {
    const row = y * patch.width
    for (let x = 0; x < patch.width; x++) if (patch.data[row + x]! < patch.threshold) columns[x]!++
  }
  return columns
}

/** The stretches of rows that hold ink, as they are: characters in two parts may be two bands, touching lines one. */
export function patchToBands(patch: Patch): Band[] {
  return rowsToBands(patch, rowInk(patch), 0, patch.height)
}

/** The same between two rows of the patch. */
export function rowsToBands(patch: Patch, rows: Int32Array, from: number, to: number): Band[] {
  const bands: Band[] = []
  let top = -1
  for (let y = from; y <= to; y++) {
    const isInk = y < to && rows[y]! > 0
    if (isInk && top < 0) top = y
    if (!isInk && top >= 0) {
      bands.push(bandOf(patch, top, y))
      top = -1
    }
  }
  return bands
}

/** The band between two rows, as wide as its ink. */
export function bandOf(patch: Patch, top: number, bottom: number): Band {
  const columns = columnInk(patch, top, bottom)
  let left = 0
  let right = patch.width
  while (left < right && columns[left] === 0) left++
  while (right > left && columns[right - 1] === 0) right--
  let ink = 0
  for (let x = left; x < right; x++) ink += columns[x]!
  return { top, bottom, left, right, ink }
}
