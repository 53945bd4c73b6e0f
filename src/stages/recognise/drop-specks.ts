import { type Patch, paper } from './box-to-patch.ts'
import { type Band, bandOf, columnInk } from './patch-to-bands.ts'

/** Ink that is smaller than this both ways, in text heights, or a cluster of such ink, no larger than that, and … */
const speckSize = 0.25
const clusterSize = 0.6
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
  const most = clusterSize * textHeight
  if (group.to - group.from > most) return false
  const pieces = inkPieces(patch, group, line)
  const heightOf = (piece: Piece) => piece.bottom - piece.top
  const top = Math.min(...pieces.map(piece => piece.top))
  const bottom = Math.max(...pieces.map(piece => piece.bottom))
  const isSmall = (piece: Piece) => Math.max(piece.to - piece.from, heightOf(piece)) <= speckSize * textHeight
  return bottom - top <= most && pieces.every(isSmall)
}

interface Piece extends ColumnGroup {
  readonly top: number
  readonly bottom: number
}

/** The connected pieces of ink in some columns of a line, last row and column excluded. */
function inkPieces(patch: Patch, { from, to }: ColumnGroup, { top, bottom }: Band): Piece[] {
  const width = to - from
  const isInk = (x: number, y: number) => patch.data[y * patch.width + x]! < patch.threshold
  const seen = new Set<number>()
  const pieces: Piece[] = []
  for (let y = top; y < bottom; y++) {
    for (let x = from; x < to; x++) {
      if (!isInk(x, y) || seen.has(y * width + x - from)) continue
      seen.add(y * width + x - from)
      const piece = { from: x, to: x + 1, top: y, bottom: y + 1 }
      for (const open = [[x, y] as const]; open.length > 0; ) {
        const [px, py] = open.pop()!
        piece.from = Math.min(piece.from, px)
        piece.to = Math.max(piece.to, px + 1)
        piece.bottom = Math.max(piece.bottom, py + 1)
        for (let ny = Math.max(top, py - 1); ny <= Math.min(bottom - 1, py + 1); ny++) {
          for (let nx = Math.max(from, px - 1); nx <= Math.min(to - 1, px + 1); nx++) {
            if (!isInk(nx, ny) || seen.has(ny * width + nx - from)) continue
            seen.add(ny * width + nx - from)
            open.push([nx, ny])
          }
        }
      }
      pieces.push(piece)
    }
  }
  return pieces
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
