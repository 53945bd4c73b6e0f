import type { GlyphTable } from '../../forms/glyph-table.ts'
import { foldText } from '../../model/printed-text.ts'
import { labelCost } from './label-distance.ts'
import { HALVES_LIMITS, LABEL_LIMITS } from './limits.ts'
import { endingCost, judge, type RepairedLabel, repairLabel, sharedEnding } from './repair-label.ts'

/**
 * The label of a cell that a page break cut in two. Either the break fell between two lines of the label, then the halves
 * follow each other; or through a line, then both are readings of the same characters, one without its bottom and one
 * without its top. Both ways are tried for every label and the cheaper one counts.
 * An empty half leaves the other to `repairLabel`.
 */
export function joinHalves(top: string, bottom: string, labels: readonly string[], glyphs: GlyphTable): RepairedLabel {
  const upper = foldText(top)
  const lower = foldText(bottom)
  if (upper === '' || lower === '') return repairLabel(upper + lower, labels, glyphs)
  const joined = repairLabel(upper + lower, labels, glyphs)
  if (labels.includes(upper + lower)) return joined
  const twice = readTwice(upper, lower, labels, glyphs)
  return joined.accepted && (!twice.accepted || joined.cost < twice.cost) ? joined : twice
}

/** Both halves as readings of the same line: the mean of what they cost. */
function readTwice(upper: string, lower: string, labels: readonly string[], glyphs: GlyphTable): RepairedLabel {
  const meanCost = (top: string, bottom: string, label: string) =>
    (labelCost(top, label, glyphs, { clipped: 'bottom' }) + labelCost(bottom, label, glyphs, { clipped: 'top' })) / 2
  const candidates = labels
    .map(label => ({ text: label, cost: meanCost(upper, lower, label) }))
    .sort((a, b) => a.cost - b.cost)
  return judge(candidates[0]?.text ?? null, candidates, (cost, margin) => {
    const ending = sharedEnding(labels)
    if ((margin ?? 1) < HALVES_LIMITS.margin) return false
    if (ending === '') return cost <= LABEL_LIMITS.costWithoutEnding
    const ends = [upper, lower].map(half => endingCost(half, ending, glyphs, true))
    return cost <= HALVES_LIMITS.cost && Math.min(...ends) <= LABEL_LIMITS.ending
  })
}
