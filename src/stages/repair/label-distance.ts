import type { GlyphClip, GlyphTable } from '../../forms/glyph-table.ts'
import type { Candidate } from '../../model/correction.ts'
import { EDIT_COSTS } from './limits.ts'

export interface LabelCostOptions {
  /**
   * What the cell may have lost: nothing (false), its top, its bottom, or either (true). All characters are compared
   * under the same clip, whichever fits best.
   */
  readonly clipped: boolean | 'top' | 'bottom'
}

export interface RankOptions extends LabelCostOptions {
  /** Labels that cost more for each character are left out, many without being compared. */
  readonly atMost: number
}

/**
 * How hard it is to read `label` as `read`: weighted edit distance for each character of the longer one.
 * 0 for the same text; above about .5 the two have little in common.
 */
export function labelCost(read: string, label: string, glyphs: GlyphTable, { clipped }: LabelCostOptions): number {
  return costWithin([...read], shapeOf(label, glyphs), clipped, Number.POSITIVE_INFINITY)
}

/** The labels by their cost, cheapest first; ties in the order of `labels`. */
export function rankLabels(
  read: string,
  labels: readonly string[],
  glyphs: GlyphTable,
  { clipped, atMost }: RankOptions = { clipped: true, atMost: Number.POSITIVE_INFINITY },
): Candidate[] {
  const characters = [...read]
  const candidates: Candidate[] = []
  for (const label of labels) {
    const cost = costWithin(characters, shapeOf(label, glyphs), clipped, atMost)
    if (cost <= atMost) candidates.push({ text: label, cost })
  }
  return candidates.sort((a, b) => a.cost - b.cost)
}

/** A label ready to be compared: its characters, and the look-alikes of each under each clip. */
interface LabelShape {
  readonly characters: readonly string[]
  readonly none: LookAlikes
  readonly top: LookAlikes
  readonly bottom: LookAlikes
}

type LookAlikes = ReadonlyArray<ReadonlyMap<string, number>>

/** Labels are few and compared with every cell: each is prepared once for each table. */
const shapes = new WeakMap<GlyphTable, Map<string, LabelShape>>()

function shapeOf(label: string, glyphs: GlyphTable): LabelShape {
  const known = shapes.get(glyphs) ?? new Map<string, LabelShape>()
  shapes.set(glyphs, known)
  const shape = known.get(label)
  if (shape !== undefined) return shape
  const characters = [...label]
  const under = (clip: GlyphClip) => characters.map(character => glyphs.neighbours(character, clip))
  const made = { characters, none: under('none'), top: under('top'), bottom: under('bottom') }
  known.set(label, made)
  return made
}

/** Cost for each character; Infinity as soon as it is sure to exceed `atMost`. */
function costWithin(
  read: readonly string[],
  label: LabelShape,
  clipped: LabelCostOptions['clipped'],
  atMost: number,
): number {
  const surplus = read.length - label.characters.length
  const length = Math.max(read.length, label.characters.length)
  if (length === 0) return 0
  const within = atMost * length
  if ((surplus > 0 ? surplus * EDIT_COSTS.insertion : -surplus * EDIT_COSTS.deletion) > within)
    return Number.POSITIVE_INFINITY
  const under = (lookAlikes: LookAlikes) => distance(read, label.characters, lookAlikes, within)
  if (clipped === true) return Math.min(under(label.top), under(label.bottom)) / length
  return under(clipped === false ? label.none : label[clipped]) / length
}

/** Weighted edit distance, one row of the table at a time; Infinity once a whole row exceeds `within`. */
function distance(read: readonly string[], label: readonly string[], lookAlikes: LookAlikes, within: number): number {
  const { insertion, deletion } = EDIT_COSTS
  const row = Array.from({ length: label.length + 1 }, (_, j) => j * deletion)
  for (const character of read) {
    let diagonal = row[0] as number
    let left = diagonal + insertion
    let least = left
    row[0] = left
    for (let j = 1; j < row.length; j++) {
      const up = row[j] as number
      const same = label[j - 1] === character
      const substitution = same ? 0 : 1 - ((lookAlikes[j - 1] as ReadonlyMap<string, number>).get(character) ?? 0)
      left = Math.min(diagonal + substitution, up + insertion, left + deletion)
      row[j] = left
      diagonal = up
      if (left < least) least = left
    }
    if (least > within) return Number.POSITIVE_INFINITY
  }
  return row[label.length] as number
}
