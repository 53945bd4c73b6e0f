import type { GlyphTable } from '../../forms/glyph-table.ts'
import type { Candidate } from '../../model/correction.ts'
import { foldText } from '../../model/printed-text.ts'
import { labelCost } from './label-distance.ts'
import { isNearLabel, judge, LABEL_LIMITS, type RepairedLabel, repairLabel } from './repair-label.ts'

/**
 * The label of a cell that a page break cut in two. Either the break fell between two lines of the label (`服务对象满` +
 * `意度指标`), then the halves follow each other; or through a line, then both are readings of the same characters, one
 * without its bottom and one without its top. Both ways are tried for every label and the cheaper one counts.
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
  const candidates: Candidate[] = labels
    .map(label => ({
      text: label,
      cost:
        (labelCost(upper, label, glyphs, { clipped: 'bottom' }) + labelCost(lower, label, glyphs, { clipped: 'top' })) /
        2,
    }))
    .sort((a, b) => a.cost - b.cost)
  return judge(candidates[0]?.text ?? null, candidates, (cost, margin) => {
    if ((margin ?? 1) < LABEL_LIMITS.margin) return false
    return isNearLabel(upper, cost, labels, glyphs, true) || isNearLabel(lower, cost, labels, glyphs, true)
  })
}
