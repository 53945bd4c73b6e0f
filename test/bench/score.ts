import type { FormTruth, TruthIndicator } from '../corpus/truth.ts'
import { alignTexts, editDistance, unlikeness } from './alignment.ts'

const TEXTS = [
  'projectName',
  'projectNature',
  'projectCategory',
  'competentDepartment',
  'implementingUnit',
  'overallGoal',
  'annualGoal',
] as const
const PLAIN = ['fiscalYear', 'plannedStart', 'plannedEnd'] as const
const FUNDS = [
  'totalProject',
  'totalAnnual',
  'fiscalProject',
  'fiscalAnnual',
  'carriedOver',
  'otherProject',
  'otherAnnual',
] as const

/** What scoring reads of an exported form (`tabularium export --format jsonl`). */
export type ScoredForm = {
  readonly [K in (typeof TEXTS)[number] | 'plannedStart' | 'plannedEnd']?: string | null
} & {
  readonly fiscalYear?: number | null
  readonly funds?: { readonly [K in (typeof FUNDS)[number]]?: string | null }
  readonly indicators?: readonly ScoredRow[]
  readonly needsReview?: readonly string[]
  readonly findings?: readonly unknown[]
  readonly corrections?: readonly {
    readonly path: string
    readonly decision: string
    readonly before?: string
    readonly after?: string
  }[]
}

export interface ScoredRow {
  readonly level1?: string | null
  readonly level2?: string | null
  readonly level3?: string | null
  readonly value?: string | null
  readonly operator?: string | null
  readonly number?: number | string | null
  readonly unit?: string | null
}

/** Counts, so that scores of documents add up. A wrong value is silent when `needsReview` does not list it. */
export interface Score {
  readonly forms: number
  readonly formsFound: number
  readonly extraForms: number
  readonly fields: number
  readonly fieldsRight: number
  readonly amounts: number
  readonly amountsRight: number
  readonly rows: number
  readonly rowsRight: number
  /** Rows with a wrong part that is not flagged. */
  readonly rowsSilentlyWrong: number
  /** Rows with at least one part flagged. */
  readonly rowsFlagged: number
  readonly labelsRight: number
  readonly namesRight: number
  readonly valuesRight: number
  readonly parsed: number
  readonly parsedRight: number
  readonly extraRows: number
  readonly characters: number
  readonly characterErrors: number
  readonly values: number
  readonly flagged: number
  readonly silentErrors: number
  readonly silentNumberErrors: number
}

type Tally = { -readonly [K in keyof Score]: number }

export interface ScoreWithErrors {
  readonly score: Score
  /** One line for each wrong value, for a person to read. */
  readonly errors: readonly string[]
  readonly values: readonly ScoredValue[]
}

/** One value of the truth, and what became of it. */
export interface ScoredValue {
  /** Position of its form among those of the document, from 0; -1 where no form was found for it. */
  readonly form: number
  /** As in `needsReview`. */
  readonly path: string
  readonly isRight: boolean
  readonly isFlagged: boolean
  readonly isNumber: boolean
  /** The right value as the truth has it. */
  readonly expected: string
}

/** NFKC, no white space, no full stop at the end: what two texts must share to be the same. */
export function folded(text: unknown): string {
  return String(text ?? '')
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/[。.]$/, '')
}

function money(amount: string | null | undefined): number | null {
  return amount === null || amount === undefined || amount === '' ? null : Number(amount.replaceAll(',', ''))
}

export function isFlagged(form: ScoredForm, path: string): boolean {
  return (form.needsReview ?? []).some(p => path === p || path.startsWith(`${p}.`) || path.startsWith(`${p}[`))
}

/**
 * Scores the forms exported from one document against its truth, by the definitions of `shared/eval/score.mjs`. There forms pair
 * by how alike they are, which may exchange two years of one project; `inOrder` pairs them by their place in the document where as
 * many were found as there are.
 */
export function scoreForms(
  golds: readonly FormTruth[],
  got: readonly ScoredForm[],
  { inOrder = false }: { readonly inOrder?: boolean } = {},
): ScoreWithErrors {
  const tally = emptyScore()
  const errors: string[] = []
  const values: ScoredValue[] = []
  const partners =
    inOrder && golds.length === got.length ? new Map(golds.map((_, index) => [index, index])) : pairForms(golds, got)
  for (const [i, gold] of golds.entries()) {
    const form = partners.get(i) ?? -1
    scoreForm(gold, got[form], tally, errors, value => values.push({ form, ...value }))
  }
  tally.extraForms += got.length - partners.size
  return { score: tally, errors, values }
}

export function emptyScore(): Tally {
  return {
    ...{ forms: 0, formsFound: 0, extraForms: 0, fields: 0, fieldsRight: 0, amounts: 0, amountsRight: 0 },
    ...{ rows: 0, rowsRight: 0, rowsSilentlyWrong: 0, rowsFlagged: 0, labelsRight: 0, namesRight: 0, valuesRight: 0 },
    ...{ parsed: 0, parsedRight: 0, extraRows: 0, characters: 0, characterErrors: 0 },
    ...{ values: 0, flagged: 0, silentErrors: 0, silentNumberErrors: 0 },
  }
}

export function sumScores(scores: readonly Score[]): Score {
  const sum = emptyScore()
  for (const score of scores) for (const key of Object.keys(sum) as (keyof Score)[]) sum[key] += score[key]
  return sum
}

/** Forms pair by name and beginning of the goal, the most alike first. */
function pairForms(golds: readonly FormTruth[], got: readonly ScoredForm[]): Map<number, number> {
  const opening = (text: unknown) => folded(text).slice(0, 80)
  const pairs = golds.flatMap((gold, i) =>
    got.map((form, j) => ({
      i,
      j,
      cost:
        unlikeness(folded(gold.projectName), folded(form.projectName)) +
        unlikeness(opening(gold.annualGoal), opening(form.annualGoal)),
    })),
  )
  const partners = new Map<number, number>()
  const taken = new Set<number>()
  for (const { i, j, cost } of pairs.sort((a, b) => a.cost - b.cost)) {
    if (cost >= 1.2 || partners.has(i) || taken.has(j)) continue
    partners.set(i, j)
    taken.add(j)
  }
  return partners
}

function scoreForm(
  gold: FormTruth,
  found: ScoredForm | undefined,
  tally: Tally,
  errors: string[],
  tell: (value: Omit<ScoredValue, 'form'>) => void,
): void {
  const form = found ?? {}
  tally.forms++
  if (found) tally.formsFound++
  /** Counts one value; true when it is wrong and nobody is told. */
  const check = (path: string, right: boolean, isNumber: boolean, expected: unknown, actual: unknown): boolean => {
    const flagged = isFlagged(form, path)
    tell({ path, isRight: right, isFlagged: flagged, isNumber, expected: String(expected ?? '') })
    tally.values++
    tally.flagged += Number(flagged)
    if (right) return false
    tally.silentErrors += Number(!flagged)
    tally.silentNumberErrors += Number(!flagged && isNumber)
    errors.push(`${gold.projectName} ${path}: ${expected} ≠ ${actual}${flagged ? '' : '  SILENT'}`)
    return !flagged
  }
  const compareCharacters = (a: string, b: string) => {
    tally.characters += [...a].length
    tally.characterErrors += editDistance(a, b)
  }

  for (const key of TEXTS) {
    const [a, b] = [folded(gold[key]), folded(form[key])]
    tally.fields++
    tally.fieldsRight += Number(a === b)
    compareCharacters(a, b)
    check(key, a === b, false, a, b)
  }
  for (const key of PLAIN) {
    const right = (gold[key] ?? null) === (form[key] ?? null)
    tally.fields++
    tally.fieldsRight += Number(right)
    check(key, right, true, gold[key], form[key])
  }
  for (const key of FUNDS) {
    const [a, b] = [money(gold.funds[key]), money(form.funds?.[key])]
    tally.amounts++
    tally.amountsRight += Number(a === b)
    check(`funds.${key}`, a === b, true, a, b)
  }

  const rows = form.indicators ?? []
  const rowText = (row: ScoredRow) => `${folded(row.level3)}|${folded(row.value)}`
  for (const [i, j] of alignTexts(gold.indicators.map(rowText), rows.map(rowText))) {
    const wanted = gold.indicators[i]
    const row = rows[j] ?? {}
    if (!wanted) {
      tally.extraRows++
      errors.push(`${gold.projectName} extra row ${rowText(row)}`)
      continue
    }
    const at = j < 0 ? 'indicators' : `indicators[${j}]`
    const same = (key: 'level1' | 'level2' | 'level3' | 'value') => folded(wanted[key]) === folded(row[key])
    const [label, name, value] = [same('level1') && same('level2'), same('level3'), same('value')]
    tally.rows++
    tally.rowsRight += Number(label && name && value)
    tally.labelsRight += Number(label)
    tally.namesRight += Number(name)
    tally.valuesRight += Number(value)
    compareCharacters(folded(wanted.level3), folded(row.level3))
    compareCharacters(folded(wanted.value), folded(row.value))
    const labels = (r: ScoredRow) => `${r.level1}/${r.level2} (${wanted.level3})`
    const silent = [
      check(`${at}.level2`, label, false, labels(wanted), labels(row)),
      check(`${at}.level3`, name, false, wanted.level3, row.level3),
      check(`${at}.value`, value, wanted.number !== null, wanted.value, row.value),
    ]
    tally.rowsSilentlyWrong += Number(silent.includes(true))
    tally.rowsFlagged += Number(['level2', 'level3', 'value'].some(part => isFlagged(form, `${at}.${part}`)))
    if (wanted.number !== null) {
      tally.parsed++
      const right = isParsedRight(wanted, row)
      tally.parsedRight += Number(right)
      if (!right && value) {
        const { operator, number, unit } = row
        errors.push(`${gold.projectName} ${at}: parsed ${operator} ${number} ${unit} from ${wanted.value}`)
      }
    }
  }
}

function isParsedRight(wanted: TruthIndicator, { operator = null, number, unit }: ScoredRow): boolean {
  const sign = operator === '>=' ? '≥' : operator === '<=' ? '≤' : operator
  return sign === wanted.operator && Number(number) === wanted.number && folded(unit) === folded(wanted.unit)
}
