import type { GlyphTable } from '../../forms/glyph-table.ts'
import type { Candidate } from '../../model/correction.ts'
import { foldText } from '../../model/printed-text.ts'
import { labelCost, rankLabels } from './label-distance.ts'
import { LABEL_LIMITS } from './limits.ts'

export interface RepairedLabel {
  /** The label that fits best; null where the slot has none. */
  readonly label: string | null
  /** Cost of that label for each character. */
  readonly cost: number
  /** Cost of the runner-up less `cost`; null where there is no runner-up. */
  readonly margin: number | null
  /** The label may stand instead of what was read. */
  readonly accepted: boolean
  /** All labels of the slot, cheapest first. */
  readonly candidates: readonly Candidate[]
}

export interface RepairOptions {
  /** The cell may have lost its top or bottom. Default: true, as a text file cannot tell. */
  readonly clipped?: boolean
  /** Labels of other slots and form families: a text that is one of them is no misreading and stays. */
  readonly known?: ReadonlySet<string>
}

/**
 * The label of a slot that was misread as `read`. Accepted are: the label itself; a text near one label and farther from
 * all others that ends as the slot's labels do; and a piece cut out of one label only. A label without the ending that
 * all labels share is not such a piece: it may well be the name of an indicator.
 */
export function repairLabel(
  read: string,
  labels: readonly string[],
  glyphs: GlyphTable,
  { clipped = true, known }: RepairOptions = {},
): RepairedLabel {
  const text = foldText(read)
  if (labels.includes(text)) return judge(text, exactFirst(text, labels, glyphs, clipped), () => true)
  const ranked = rankLabels(text, labels, glyphs, { clipped, atMost: Number.POSITIVE_INFINITY })
  const whole = known?.has(text) ? [] : labels.filter(label => isPiece(text, label, sharedEnding(labels)))
  const [only] = whole
  if (only !== undefined && whole.length === 1) return judge(only, pieceFirst(only, ranked), () => true)
  return judge(ranked[0]?.text ?? null, ranked, (cost, margin) => {
    if (known?.has(text) || whole.length > 1 || (margin ?? 1) < LABEL_LIMITS.margin) return false
    return isNearLabel(text, cost, labels, glyphs, clipped)
  })
}

/** Whether the text is cheap enough to be a label of the slot, ending and all. */
export function isNearLabel(
  text: string,
  cost: number,
  labels: readonly string[],
  glyphs: GlyphTable,
  clipped: boolean,
): boolean {
  const ending = sharedEnding(labels)
  if (ending === '') return cost <= LABEL_LIMITS.costWithoutEnding
  return cost <= LABEL_LIMITS.cost && endingCost(text, ending, glyphs, clipped) <= LABEL_LIMITS.ending
}

/** How hard it is to read the ending as the end of the text. */
export function endingCost(text: string, ending: string, glyphs: GlyphTable, clipped: boolean): number {
  return labelCost([...text].slice(-[...ending].length).join(''), ending, glyphs, { clipped })
}

/** Puts a ranking into words: the label, its cost and margin, and whether it may stand. */
export function judge(
  label: string | null,
  candidates: readonly Candidate[],
  isAccepted: (cost: number, margin: number | null) => boolean,
): RepairedLabel {
  const [first, second] = candidates
  const cost = first?.cost ?? Number.POSITIVE_INFINITY
  const margin = first && second ? second.cost - first.cost : null
  return { label, cost, margin, accepted: label !== null && isAccepted(cost, margin), candidates }
}

/** The longest ending of all labels; '' for fewer than two. */
export function sharedEnding(labels: readonly string[]): string {
  let ending = labels.length < 2 ? '' : (labels[0] ?? '')
  for (const label of labels) while (!label.endsWith(ending)) ending = ending.slice(1)
  return ending
}

/** Whether the text is cut out of the label, and is not the end of its stem. */
function isPiece(text: string, label: string, ending: string): boolean {
  if ([...text].length < LABEL_LIMITS.piece || ending === '') return false
  return label.includes(text) && !label.slice(0, -ending.length).endsWith(text)
}

function exactFirst(text: string, labels: readonly string[], glyphs: GlyphTable, clipped: boolean): Candidate[] {
  const others = labels.filter(label => label !== text)
  return [{ text, cost: 0 }, ...rankLabels(text, others, glyphs, { clipped, atMost: Number.POSITIVE_INFINITY })]
}

/** Cost of a faultless piece: nearly nothing, yet more than the label itself. */
const PIECE_COST = 0.05

function pieceFirst(piece: string, ranked: readonly Candidate[]): Candidate[] {
  return [{ text: piece, cost: PIECE_COST }, ...ranked.filter(candidate => candidate.text !== piece)]
}
