import type { Box } from '../../model/box.ts'
import type { Raster } from './resample.ts'

/**
 * A thin line from one edge of the sheet to the other: a crease, or dust on the glass of a scanner that pulls the sheet past it. Rules of a
 * table are that long only where it fills its picture, and then others cross them.
 */
export interface Streak {
  readonly orientation: 'horizontal' | 'vertical'
  /** Where its middle lies across (px), for every px along. */
  readonly trace: readonly number[]
  /** For every px along, whether print may have met it there. */
  readonly met: readonly boolean[]
}

/** The sheet is looked at in bands of this height (mm): more than a line of print, so that letters leave no dips of their own. */
const bandMm = 8
/** A streak is narrower than twice this (mm); white paper stands at this distance from its middle. */
const flankMm = 0.6
/** How much darker (0..255) than the paper beside it a streak is, over a band at the mean; and how light that paper is at least. */
const leastDepth = 14
const leastPaper = 185
/** From band to band it moves no farther than this (mm). */
const driftMm = 0.8
/** So much of it is seen; where print hides it, it is not. */
const leastShare = 0.7
/** It must be seen in a strip along either edge of the sheet, from here to there (mm): no table is ruled so close to it. */
const edgeMm = { from: 1, to: 4 }
/** More lines from edge to edge, of one orientation or of both where they cross, are the rules of a table that fills its picture. */
const most = 2
/** So much darker (0..255) than the streak itself is print on it; a streak darker than this is left: it may be a rule, and print on it cannot be told. */
const printDepth = 45
const darkestStreak = 100

/** What a page is without its streaks, and what they were. */
export interface StreaklessPage {
  readonly page: Raster
  readonly streaks: readonly Streak[]
}

/**
 * Makes the streaks of a page that stands upright and level white where paper is on both sides of them; print that lies across them
 * stays. Costs about 15 ms at 300 dpi.
 */
export function withoutStreaks(page: Raster, dpi: number): StreaklessPage {
  const traces = linesAcross(page, dpi)
  if (traces.length === 0) return { page, streaks: [] }
  const data = Uint8Array.from(page.data)
  const streaks = traces.flatMap(({ orientation, trace }) => {
    const met = erase(viewOf({ ...page, data }, dpi, orientation), trace)
    return met === null ? [] : [{ orientation, trace, met }]
  })
  return { page: { ...page, data }, streaks }
}

/** The lines from edge to edge that are no rules. */
function linesAcross(page: Raster, dpi: number): Pick<Streak, 'orientation' | 'trace'>[] {
  const along = (orientation: Streak['orientation']) => {
    const view = viewOf(page, dpi, orientation)
    return chains(view).map(trace => ({ orientation, trace: perPixel(trace, view) }))
  }
  const [vertical, horizontal] = [along('vertical'), along('horizontal')]
  const isTable = vertical.length > 0 && horizontal.length > 0 && vertical.length + horizontal.length > most
  return isTable ? [] : [vertical, horizontal].flatMap(lines => (lines.length > most ? [] : lines))
}

/** Whether a streak met print inside the box, `margin` px from its sides. */
export function isCrossed(box: Box, margin: number, streaks: readonly Streak[]): boolean {
  return streaks.some(({ orientation, trace, met }) => {
    const [along, length, across, breadth] =
      orientation === 'vertical' ? [box.y, box.height, box.x, box.width] : [box.x, box.width, box.y, box.height]
    for (let a = Math.ceil(along + margin); a < along + length - margin; a++) {
      const position = trace[a] ?? -1
      if (met[a] && position > across + margin && position < across + breadth - margin) return true
    }
    return false
  })
}

/** The streaks of a page of this size (px) when it is turned upside down. */
export function turnedStreaks(streaks: readonly Streak[], { width, height }: Raster): Streak[] {
  return streaks.map(({ orientation, trace, met }) => {
    const across = orientation === 'vertical' ? width : height
    return { orientation, trace: trace.map(position => across - position).reverse(), met: [...met].reverse() }
  })
}

/** Pixels addressed along and across one orientation. */
interface View {
  readonly data: Uint8Array
  readonly along: number
  readonly across: number
  readonly alongStep: number
  readonly acrossStep: number
  readonly band: number
  readonly pxPerMm: number
}

function viewOf({ width, height, data }: Raster, dpi: number, orientation: Streak['orientation']): View {
  const pxPerMm = dpi / 25.4
  const band = Math.max(8, Math.round(bandMm * pxPerMm))
  return orientation === 'vertical'
    ? { data, along: height, across: width, alongStep: width, acrossStep: 1, band, pxPerMm }
    : { data, along: width, across: height, alongStep: 1, acrossStep: width, band, pxPerMm }
}

/** Traces of lines that are seen from end to end, band by band. */
function chains(view: View): number[][] {
  const { along, band, pxPerMm } = view
  const [near, far] = [Math.round(edgeMm.from * pxPerMm), Math.round(edgeMm.to * pxPerMm)]
  const ends = dips(view, along - far, along - near)
  if (ends.length === 0) return []
  const bands: number[][] = []
  for (let from = 0; from + band <= along; from += band) bands.push(dips(view, from, from + band))
  const drift = driftMm * pxPerMm
  const found: number[][] = []
  for (const start of dips(view, near, far)) {
    const trace = followed(start, bands, drift)
    const last = trace?.at(-1)
    if (trace === null || !ends.some(end => Math.abs(end - last!) <= drift)) continue
    if (!found.some(other => Math.abs(other[0]! - trace[0]!) < 2 * drift)) found.push(trace)
  }
  return found
}

/** Follows dips from band to band; null where too few of the bands show it. */
function followed(start: number, bands: readonly (readonly number[])[], drift: number): number[] | null {
  const trace: number[] = []
  let at = start
  let missing = 0
  let seen = 0
  for (const list of bands) {
    const away = (dip: number) => Math.abs(dip - at)
    const [next] = list.filter(dip => away(dip) <= drift * (missing + 1)).sort((a, b) => away(a) - away(b))
    if (next === undefined) missing++
    else {
      at = next
      missing = 0
      seen++
    }
    trace.push(at)
  }
  return seen >= bands.length * leastShare ? trace : null
}

/** The places across where a narrow line stands out from the paper on both sides, at the mean of the px from `from` to `to` along. */
function dips({ data, across, alongStep, acrossStep, pxPerMm }: View, from: number, to: number): number[] {
  const flank = Math.max(2, Math.round(flankMm * pxPerMm))
  const means = new Float32Array(across)
  let rows = 0
  for (let a = from; a < to; a += 2, rows++)
    for (let x = 0, i = a * alongStep; x < across; x++, i += acrossStep) means[x]! += data[i]!
  const found: number[] = []
  for (let x = flank + 1; x < across - flank - 1; x++) {
    const value = means[x]! / rows
    const paper = Math.min(means[x - flank]!, means[x + flank]!) / rows
    if (paper < leastPaper || paper - value < leastDepth) continue
    if (means[x]! <= means[x - 1]! && means[x]! < means[x + 1]!) found.push(x + 0.5)
  }
  return found
}

/** Positions at the middles of bands → positions at every px along. */
function perPixel(trace: readonly number[], { along, band }: View): number[] {
  return Array.from({ length: along }, (_, a) => {
    const at = Math.min(trace.length - 1, Math.max(0, (a + 0.5) / band - 0.5))
    const [before, after] = [trace[Math.floor(at)]!, trace[Math.ceil(at)]!]
    return before + (after - before) * (at - Math.floor(at))
  })
}

/** Whitens the line of `trace`; tells for every px along whether print may have met it there. Null where it lies among print for the most part, or may be print. */
function erase(view: View, trace: readonly number[]): boolean[] | null {
  const { data, across, alongStep, acrossStep, pxPerMm } = view
  const flank = Math.max(2, Math.round(flankMm * pxPerMm))
  const found = trace.map((position, a) => {
    const at = (x: number) => a * alongStep + Math.min(across - 1, Math.max(0, x)) * acrossStep
    const middle = Math.floor(position)
    let darkest = middle
    for (let x = middle - flank; x <= middle + flank; x++) if (data[at(x)]! < data[at(darkest)]!) darkest = x
    const paper = Math.min(data[at(darkest - flank)]!, data[at(darkest + flank)]!)
    return { from: at(darkest - flank), level: data[at(darkest)]!, paper }
  })
  const levels = found.filter(({ paper }) => paper >= leastPaper).map(({ level }) => level)
  if (levels.length < leastShare * trace.length) return null
  const level = levels.sort((a, b) => a - b)[levels.length >> 1] ?? 0
  if (level < darkestStreak) return null
  return found.map(each => {
    if (each.paper < leastPaper || each.level < level - printDepth) return true
    for (let n = 0, i = each.from; n <= 2 * flank; n++, i += acrossStep) data[i] = Math.max(data[i]!, each.paper)
    return false
  })
}
