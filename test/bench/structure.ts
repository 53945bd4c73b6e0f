import { breakAtEveryRow, DAMAGE_KINDS, type DamageKind, damageForm } from '../corpus/damage-structure.ts'
import { generateForms } from '../corpus/generate.ts'
import { type Half, splitOf } from '../corpus/split.ts'
import { formToText } from '../corpus/to-text.ts'
import type { FormTruth } from '../corpus/truth.ts'
import { emptyScore, type Score, type ScoredForm, scoreForms, sumScores } from './score.ts'

export type IngestText = (text: string) => Promise<readonly ScoredForm[]>
export type StructureKind = 'undamaged' | 'break-at-every-row' | DamageKind
export const STRUCTURE_KINDS: readonly StructureKind[] = ['undamaged', 'break-at-every-row', ...DAMAGE_KINDS]

export interface StructureResult {
  readonly kind: StructureKind | 'all'
  readonly half: Half
  /** Texts ingested: forms that offer a place for the damage. */
  readonly texts: number
  readonly score: Score
  /** The first wrong values, for a person to read. */
  readonly errors: readonly string[]
}

export interface StructureOptions {
  readonly seed?: number
  /** Forms for each half. */
  readonly formsPerHalf?: number
  readonly kinds?: readonly StructureKind[]
  readonly halves?: readonly Half[]
  /** Wrong values to keep for each result. */
  readonly show?: number
}

/**
 * Ingests damaged forms and scores what comes out, by kind of damage and by half; `all`, last in each half, sums the
 * kinds of damage up, without the two that would drown them: the undamaged forms and the break at every row.
 */
export async function runStructureBench(
  ingestText: IngestText,
  {
    seed = 2024,
    formsPerHalf = 100,
    kinds = STRUCTURE_KINDS,
    halves = ['tuning', 'test'],
    show = 20,
  }: StructureOptions = {},
): Promise<StructureResult[]> {
  const results: StructureResult[] = []
  for (const half of halves) {
    const forms = formsOfHalf(half, seed, formsPerHalf)
    const ofHalf: StructureResult[] = []
    for (const kind of kinds) ofHalf.push(await benchKind(ingestText, kind, half, forms, show))
    const damaged = ofHalf.filter(({ kind }) => kind !== 'undamaged' && kind !== 'break-at-every-row')
    results.push(...ofHalf, {
      kind: 'all',
      half,
      texts: damaged.reduce((sum, result) => sum + result.texts, 0),
      score: sumScores(damaged.map(result => result.score)),
      errors: [],
    })
  }
  return results
}

/** The first `count` forms of a half in the order of `generateForms`. */
export function formsOfHalf(half: Half, seed: number, count: number): FormTruth[] {
  const forms = generateForms({ seed, count: count * 3 + 200 }).filter(form => splitOf(form.projectName) === half)
  if (forms.length < count) throw new RangeError(`only ${forms.length} forms in the ${half} half`)
  return forms.slice(0, count)
}

async function benchKind(
  ingestText: IngestText,
  kind: StructureKind,
  half: Half,
  forms: readonly FormTruth[],
  show: number,
): Promise<StructureResult> {
  const scores: Score[] = [emptyScore()]
  const errors: string[] = []
  for (const [index, truth] of forms.entries()) {
    for (const text of textsOf(truth, kind, index)) {
      const scored = scoreForms([truth], await ingestText(text))
      scores.push(scored.score)
      errors.push(...scored.errors.slice(0, show - errors.length))
    }
  }
  return { kind, half, texts: scores.length - 1, score: sumScores(scores), errors }
}

function textsOf(truth: FormTruth, kind: StructureKind, seed: number): string[] {
  if (kind === 'undamaged') return [formToText(truth, { seed })]
  if (kind === 'break-at-every-row') return breakAtEveryRow(truth, seed)
  const text = damageForm(truth, kind, seed)
  return text === null ? [] : [text]
}

const percent = (part: number, whole: number) => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(2)}%`)

/** A Markdown table of the results. */
export function structureTable(results: readonly StructureResult[]): string {
  const lines = results.map(({ kind, half, texts, score }) => [
    kind,
    half,
    String(texts),
    String(score.rows),
    percent(score.rowsRight, score.rows),
    percent(score.rowsSilentlyWrong, score.rows),
    percent(score.rowsFlagged, score.rows),
    String(score.extraRows),
    percent(score.fieldsRight, score.fields),
    percent(score.amountsRight, score.amounts),
    percent(score.flagged, score.values),
    String(score.silentNumberErrors),
  ])
  const header = [
    ...['damage', 'half', 'texts', 'rows', 'rows exact', 'silent wrong rows', 'rows flagged', 'extra rows'],
    ...['fields exact', 'amounts exact', 'flag rate', 'silent numbers'],
  ]
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(header), line(header.map(() => '---')), ...lines.map(line)].join('\n')
}
