import type { BorderInk } from './border-ink.ts'

/** Rules of print stand this clear (measured: .9 and more; with tight text .5), letters do not. */
const ruleIsolation = 0.6
const clearIsolation = 0.8
/** Ink (share of its length) that a run of stretches must show: standing clear; standing clear with one end lost; long, and from rule to rule. */
const confirmingCover = 0.7
const brokenCover = 0.5
/** Dashes stand clearer than anything else, and go on. */
const dashedIsolation = 0.92
const dashedLengthMm = 10
const sureCover = 0.85
const sureLengthMm = 30

/** No stroke of a letter is so long (mm; print of 12 pt is 4.2 high). */
export const longestStrokeMm = 4.4

/**
 * 0..1, a border from one half on: ink counts for more where it meets the rules across it and stands alone.
 * `meetingRate` (0..1) says how surely rules of this table meet: in a table with whole corners, ink that meets nothing is a letter's,
 * unless it is longer than any.
 */
export function borderShare(ink: BorderInk, meetingRate: number): number {
  const meetings = (ink.meetsStart ? 1 : 0) + (ink.meetsEnd ? 1 : 0)
  const cover = ink.isolation >= clearIsolation ? Math.sqrt(ink.cover) : ink.cover
  const share = cover * (0.3 + 0.15 * meetings + 0.4 * Math.min(1, ink.isolation / ruleIsolation))
  if (ink.isolation >= dashedIsolation && ink.clearMm >= longestStrokeMm) return share
  return share * (1 - meetingRate * (meetings === 0 ? 0.45 : meetings === 1 ? 0.12 : 0))
}

/** Ink all along a stretch, standing clear, in line with a rule that is seen on so many other stretches: no letter's stroke is all that. */
const wholeCover = 0.97
const wholeIsolation = 0.95
const wholeShare = 0.8
const fewestRuled = 3

/** `borderShare` of every stretch of one edge, where they also speak for one another: corners lost at both ends do not make a gap. */
export function edgeShares(stretches: readonly BorderInk[], meetingRate: number): number[] {
  const shares = stretches.map(ink => borderShare(ink, meetingRate))
  if (shares.filter(share => share >= 0.5).length < fewestRuled) return shares
  return shares.map((share, i) => {
    const { cover, isolation } = stretches[i]!
    return cover >= wholeCover && isolation >= wholeIsolation ? Math.max(wholeShare, share) : share
  })
}

/** The share of ends of clearly ruled stretches that meet the rule across them. */
export function meetingRate(ink: readonly (readonly BorderInk[])[]): number {
  const clear = ink.flat().filter(s => s.cover >= 0.9 && s.isolation >= ruleIsolation)
  if (clear.length === 0) return 0
  return clear.reduce((sum, s) => sum + (s.meetsStart ? 0.5 : 0) + (s.meetsEnd ? 0.5 : 0), 0) / clear.length
}

/** Whether some run of stretches of an edge is surely a rule. `lengths` of the stretches in px. */
export function isConfirmed(
  stretches: readonly BorderInk[],
  lengths: readonly number[],
  pxPerMm: number,
  rate: number,
): boolean {
  for (let i = 0; i < stretches.length; i++) {
    if (borderShare(stretches[i]!, rate) < 0.5) continue
    const first = i
    while (i + 1 < stretches.length && borderShare(stretches[i + 1]!, rate) >= 0.5) i++
    let length = 0
    let covered = 0
    let isolated = 0
    for (let k = first; k <= i; k++) {
      length += lengths[k]!
      covered += lengths[k]! * stretches[k]!.cover
      isolated += lengths[k]! * stretches[k]!.cover * stretches[k]!.isolation
    }
    const isAlone = isolated >= covered * ruleIsolation
    const isMeeting = stretches[first]!.meetsStart && stretches[i]!.meetsEnd
    const isBeginning = stretches[first]!.meetsStart || stretches[i]!.meetsEnd
    if (covered >= length * confirmingCover && isAlone) return true
    if (covered >= length * brokenCover && isolated >= covered * clearIsolation && isBeginning) return true
    const isDashed = isolated >= covered * dashedIsolation && length >= dashedLengthMm * pxPerMm
    if (covered >= length * brokenCover && isDashed) return true
    if (covered >= length * sureCover && isMeeting && length >= sureLengthMm * pxPerMm) return true
  }
  return false
}
