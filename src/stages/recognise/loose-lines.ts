import { bandsToLines } from './bands-to-lines.ts'
import type { Patch } from './box-to-patch.ts'
import { type Band, columnInk, patchToBands } from './patch-to-bands.ts'
import type { TextPatch } from './text-patch.ts'

/** White of this many text heights parts two texts on one line (`填报单位：…      单位：元`). */
const partingGap = 3
/** Higher than this many text heights is no print: a picture, a seal, the dark rim of a scan. */
const highest = 4
/** A band this flat (height by width) is a rule. */
const flattest = 0.02
/** Less ink than this share of a square of the text height is a speck. */
const leastInk = 0.04

/** The lines of text in a strip outside the tables, each with a patch of its own. */
export function looseLines(strip: Patch, bands: readonly Band[], textHeight: number): TextPatch[] {
  return bandsToLines(strip, bands, textHeight)
    .flatMap(line => partsOf(strip, line, textHeight))
    .map(part => {
      const patch = patchOf(strip, part)
      return { patch, lines: bandsToLines(patch, patchToBands(patch), textHeight), darkened: null }
    })
    .filter(({ lines }) => lines.some(line => isPrint(line, textHeight)))
}

function isPrint(line: Band, textHeight: number): boolean {
  const height = line.bottom - line.top
  const width = line.right - line.left
  if (height > highest * textHeight || line.ink < leastInk * textHeight * textHeight) return false
  return height > flattest * width && width > 0.15 * height
}

function partsOf(strip: Patch, line: Band, textHeight: number): Band[] {
  const ink = columnInk(strip, line.top, line.bottom)
  const parts: Band[] = []
  let from = -1
  let last = 0
  for (let x = line.left; x <= line.right; x++) {
    const isInk = x < line.right && ink[x]! > 0
    if (isInk) {
      if (from < 0) from = x
      last = x
    } else if (from >= 0 && (x === line.right || x - last > partingGap * textHeight)) {
      parts.push({ ...line, left: from, right: last + 1 })
      from = -1
    }
  }
  return parts
}

/** A part of the strip with a little white around it. */
function patchOf(strip: Patch, part: Band): Patch {
  const left = Math.max(0, part.left - 2)
  const top = Math.max(0, part.top - 2)
  const width = Math.min(strip.width, part.right + 2) - left
  const height = Math.min(strip.height, part.bottom + 2) - top
  const data = new Uint8Array(width * height)
  for (let y = 0; y < height; y++) {
    const from = (top + y) * strip.width + left
    data.set(strip.data.subarray(from, from + width), y * width)
  }
  return { left: strip.left + left, top: strip.top + top, width, height, data, threshold: strip.threshold }
}
