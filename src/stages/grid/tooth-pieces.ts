import { type Stroke, strokePosition } from './stroke.ts'

/** The page cuts all teeth of a comb at one place, within this (mm); at least so many are seen to end there. */
export const cutMm = 1.2
export const fewestCut = 3
/** A piece of a tooth meets the horizontal within this (mm), and lies in line with the other pieces. */
export const touchMm = 1.1
export const inLineMm = 0.6
/** The outermost teeth stand at the ends of the horizontal, which may have lost as much as a break takes (mm). */
export const frameMm = 6
/** Another horizontal so near (mm) closes the row after all. */
export const closingMm = 25
/** A row is at least so high (mm). */
const leastRowMm = 2.5

/** A vertical, or what is left of one, on one side of a horizontal. */
export interface Piece {
  readonly stroke: Stroke
  readonly x: number
  /** From the horizontal to the piece's near and far end, px. */
  readonly near: number
  readonly far: number
}

/** The vertical as a piece on that side of the horizontal; nothing where it stands elsewhere. */
export function pieceOn(
  horizontal: Stroke,
  stroke: Stroke,
  side: 'above' | 'below',
  block: number,
  pxPerMm: number,
): Piece[] {
  const x = strokePosition(stroke, (stroke.start + stroke.end) / 2)
  if (x < horizontal.start * block - frameMm * pxPerMm) return []
  if (x > (horizontal.end + 1) * block + frameMm * pxPerMm) return []
  const y = strokePosition(horizontal, x / block)
  const [top, bottom] = [stroke.start * block, (stroke.end + 1) * block]
  const [near, far] = side === 'above' ? [y - bottom, y - top] : [top - y, bottom - y]
  return near >= -touchMm * pxPerMm && far > 0 ? [{ stroke, x, near: Math.max(0, near), far }] : []
}

/** The places at which several pieces end, px from the horizontal, the farthest first. */
export function commonCuts(pieces: readonly Piece[], pxPerMm: number): number[] {
  const isNear = (a: Piece, b: Piece) => Math.abs(a.far - b.far) <= cutMm * pxPerMm
  return pieces
    .filter(piece => piece.far >= leastRowMm * pxPerMm)
    .filter(piece => pieces.filter(other => isNear(piece, other)).length >= fewestCut)
    .map(piece => piece.far)
    .sort((a, b) => b - a)
}

export function inLine(pieces: readonly Piece[], pxPerMm: number): Piece[][] {
  const groups: Piece[][] = []
  for (const piece of [...pieces].sort((a, b) => a.x - b.x)) {
    const group = groups.at(-1)
    if (group !== undefined && piece.x - group[0]!.x <= inLineMm * pxPerMm) group.push(piece)
    else groups.push([piece])
  }
  return groups
}
