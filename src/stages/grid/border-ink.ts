import type { RuleEdge } from './lines-to-edges.ts'
import { nearFlankMm, type RuleMap } from './rule-map.ts'
import type { Stroke } from './stroke.ts'

/** What ink says about one border: the side of a unit of the lattice, from crossing to crossing. */
export interface BorderInk {
  /** Share (0..1) of the border where a rule is seen. */
  readonly cover: number
  /** The rule is seen right next to the crossing at the start and at the end: letters keep away from it. */
  readonly meetsStart: boolean
  readonly meetsEnd: boolean
  /** Share (0..1) of the rule seen that is white close by on both sides: letters have their other strokes there. */
  readonly isolation: number
  /** Length of the rule seen that stands so, mm. */
  readonly clearMm: number
}

/** A known edge is looked for with less contrast than an unknown one, but not with less than noise has. */
const minDepth = 20
const noiseFactor = 4.5
/** Around a crossing the other rule hides this one (mm). */
const crossingMm = 0.6
/** From the edge of the other rule (mm from its middle) to here, px by px, this one must show if it meets it. */
const meetingFromMm = 0.3
const meetingToMm = 1.1
const meetingShare = 0.7

const noInk: BorderInk = { cover: 0, meetsStart: false, meetsEnd: false, isolation: 0, clearMm: 0 }
/** Between two rules closer than a rule is thick, and where a rule is known to run. */
const fullInk: BorderInk = { cover: 1, meetsStart: true, meetsEnd: true, isolation: 1, clearMm: 0 }

/** Measures the ink of `edge` between two places along it (px); at an `open` end, where there is no rule to meet, the other end counts. */
export function borderInk(
  edge: RuleEdge,
  from: number,
  to: number,
  map: RuleMap,
  open: { start: boolean; end: boolean } = { start: false, end: false },
): BorderInk {
  if (edge.strokes.length === 0) return noInk
  if (edge.strokes.some(stroke => isHeldAt(stroke, (from + to) / 2 / map.block))) return fullInk
  const along = inkAlong(edge, from, to, map)
  if (!along) return fullInk
  return {
    ...along,
    meetsStart: isMeeting(edge, open.start ? to : from, open.start ? -1 : 1, map),
    meetsEnd: isMeeting(edge, open.end ? from : to, open.end ? 1 : -1, map),
  }
}

function isHeldAt({ isHeld, start, end }: Stroke, along: number): boolean {
  return isHeld === true && along >= start && along <= end
}

/** Cover, isolation and clear length alone; null for a stretch too short to measure. */
export function inkAlong(
  edge: Pick<RuleEdge, 'positionAt'>,
  from: number,
  to: number,
  map: RuleMap,
): Pick<BorderInk, 'cover' | 'isolation' | 'clearMm'> | null {
  const { block, pxPerMm } = map
  const margin = Math.min(crossingMm * pxPerMm, (to - from) / 4)
  const first = Math.max(0, Math.ceil((from + margin) / block))
  const last = Math.min(map.along - 1, Math.floor((to - margin) / block) - 1)
  if (last < first) return null
  let inked = 0
  let isolated = 0
  for (let b = first; b <= last; b++) {
    const ink = inkAt(edge.positionAt(b), b, map)
    if (ink !== 'none') inked++
    if (ink === 'isolated') isolated++
  }
  return {
    cover: inked / (last - first + 1),
    isolation: inked === 0 ? 0 : isolated / inked,
    clearMm: (isolated * block) / pxPerMm,
  }
}

/** Whether a rule is seen at one entry near `position` (px across), and whether it stands clear of other ink there. */
export function inkAt(position: number, along: number, map: RuleMap): 'none' | 'crowded' | 'isolated' {
  const slack = Math.max(1, Math.round(map.pxPerMm * 0.2))
  const flank = Math.max(2, Math.round(map.pxPerMm * nearFlankMm))
  const middle = Math.floor(position)
  const least = Math.max(minDepth, noiseFactor * map.entryNoise)
  const greyAt = (across: number) => (across < 0 || across >= map.across ? 255 : map.grey[across * map.along + along]!)
  let darkest = 255
  let isInked = false
  for (let a = Math.max(0, middle - slack); a <= Math.min(map.across - 1, middle + slack); a++) {
    darkest = Math.min(darkest, map.grey[a * map.along + along]!)
    if (map.depth[a * map.along + along]! >= least) isInked = true
  }
  if (!isInked) return 'none'
  const ground = Math.min(
    greyAt(middle - flank),
    greyAt(middle + flank),
    greyAt(middle - flank - 1),
    greyAt(middle + flank + 1),
  )
  return 255 - ground < (255 - darkest) / 3 ? 'isolated' : 'crowded'
}

/** Looks at single px of the page beside the crossing at `place`, in direction `step` along the edge. */
function isMeeting(edge: RuleEdge, place: number, step: 1 | -1, map: RuleMap): boolean {
  const { pxPerMm, image, block } = map
  const [alongStep, acrossStep, alongCount, acrossCount] =
    map.orientation === 'horizontal'
      ? [1, image.width, image.width, image.height]
      : [image.width, 1, image.height, image.width]
  const slack = Math.max(1, Math.round(pxPerMm * 0.2))
  const flank = Math.max(2, Math.round(pxPerMm * nearFlankMm))
  const least = Math.max(minDepth, noiseFactor * map.pixelNoise)
  const greyAt = (along: number, across: number): number =>
    across < 0 || across >= acrossCount ? 255 : image.data[along * alongStep + across * acrossStep]!
  let seen = 0
  let inked = 0
  for (let d = Math.round(meetingFromMm * pxPerMm); d <= meetingToMm * pxPerMm; d++) {
    const along = Math.round(place) + d * step
    if (along < 0 || along >= alongCount) continue
    const middle = Math.floor(edge.positionAt(along / block))
    let darkest = 255
    for (let a = middle - slack; a <= middle + slack; a++) darkest = Math.min(darkest, greyAt(along, a))
    seen++
    if (Math.min(greyAt(along, middle - flank), greyAt(along, middle + flank)) - darkest >= least) inked++
  }
  return inked >= seen * meetingShare
}
