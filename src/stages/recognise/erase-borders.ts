import { type Patch, paper } from './box-to-patch.ts'

/** How far from the cell's edge a rest of its border may lie, inches: half a line's thickness and the skew that is left. */
const zoneInches = 0.035
/** Ink this long in one direction is a line; strokes of 12 pt characters end at 0.16 inches. */
const lineInches = 0.22
/** In small cells a line is whatever covers this much of the side. */
const lineShare = 0.6
/** Broken lines: gaps up to this many px do not end a run. */
const gap = 2

/** Paints over what is left of the ruling lines along the four edges of a cell. Changes the patch. */
export function eraseBorders(patch: Patch, dpi: number): void {
  const zone = Math.max(3, Math.round(zoneInches * dpi))
  const longest = lineInches * dpi
  const { width, height } = patch
  for (let i = 0; i < Math.min(zone, height >> 2); i++) {
    eraseRuns(patch, i * width, 1, width, Math.min(longest, lineShare * width))
    eraseRuns(patch, (height - 1 - i) * width, 1, width, Math.min(longest, lineShare * width))
  }
  for (let i = 0; i < Math.min(zone, width >> 2); i++) {
    eraseRuns(patch, i, width, height, Math.min(longest, lineShare * height))
    eraseRuns(patch, width - 1 - i, width, height, Math.min(longest, lineShare * height))
  }
}

/** Whitens the runs of ink of at least `least` px along `count` pixels from `start` in steps of `step`. */
function eraseRuns(patch: Patch, start: number, step: number, count: number, least: number): void {
  const { data, threshold } = patch
  // The rim of a line is grey: what is darker than this next to a run belongs to it.
  const rim = (threshold + paper) >> 1
  let from = -1
  let last = -1
  for (let i = 0; i <= count; i++) {
    const isInk = i < count && data[start + i * step]! < rim
    if (isInk) {
      if (from < 0) from = i
      last = i
    } else if (from >= 0 && (i === count || i - last > gap)) {
      if (last - from + 1 >= least) for (let j = from; j <= last; j++) data[start + j * step] = paper
      from = -1
    }
  }
}
