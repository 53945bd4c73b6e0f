import { type Patch, paper } from './box-to-patch.ts'
import { type Band, bandOf, columnInk } from './patch-to-bands.ts'

/** Ink that is smaller than this both ways, in text heights, and … */
const speckSize = 0.25
/** … this far, in text heights, from any other ink of its line is dirt: stops and commas stand up to 0.7 from the next character. */
const alone = 0.9

/** The line without specks left, right of or between its words; they are painted over. Null where nothing else was there. */
export function withoutSpecks(patch: Patch, line: Band, textHeight: number): Band | null {
  const groups = columnGroups(patch, line, alone * textHeight)
  const specks = groups.filter(group => isSpeck(patch, group, line, textHeight))
  if (specks.length === 0) return line
  for (const speck of specks) {
    for (let y = line.top; y < line.bottom; y++)
      patch.data.fill(paper, y * patch.width + speck.from, y * patch.width + speck.to)
  }
  if (specks.length === groups.length) return null
  return tightBand(patch, line)
}

interface ColumnGroup {
  readonly from: number
  readonly to: number
}

/** Stretches of columns with ink, parted by at least `gap` px of white. */
function columnGroups(patch: Patch, line: Band, gap: number): ColumnGroup[] {
  const ink = columnInk(patch, line.top, line.bottom)
  const groups: { from: number; to: number }[] = []
  for (let x = line.left; x < line.right; x++) {
    if (ink[x] === 0) continue
    const last = groups.at(-1)
    if (last !== undefined && x - last.to < gap) last.to = x + 1
    else groups.push({ from: x, to: x + 1 })
  }
  return groups
}

function isSpeck(patch: Patch, group: ColumnGroup, line: Band, textHeight: number): boolean {
  const size = speckSize * textHeight
  if (group.to - group.from > size) return false
  let top = line.bottom
  let bottom = line.top
  for (let y = line.top; y < line.bottom; y++) {
    for (let x = group.from; x < group.to; x++) {
      if (patch.data[y * patch.width + x]! >= patch.threshold) continue
      top = Math.min(top, y)
      bottom = Math.max(bottom, y + 1)
    }
  }
  return bottom - top <= size
}

/** The band from its first to its last row that holds ink. */
function tightBand(patch: Patch, line: Band): Band {
  let { top, bottom } = line
  const isWhite = (y: number) =>
    patch.data.subarray(y * patch.width, (y + 1) * patch.width).every(grey => grey >= patch.threshold)
  while (top < bottom && isWhite(top)) top++
  while (bottom > top && isWhite(bottom - 1)) bottom--
  return bandOf(patch, top, bottom)
}
