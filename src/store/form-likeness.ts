import { createHash } from 'node:crypto'
import { Decimal } from 'decimal.js'
import { distance } from 'fastest-levenshtein'
import type { FormRecord, Indicator } from '../model/form-record.ts'
import { indicatorPath } from '../model/form-values.ts'
import { HAN_NUMERALS } from '../model/han-numerals.ts'
import type { IndicatorValue, ValueKind } from '../model/indicator-value.ts'

/**
 * When two forms are the same form, scanned twice.
 *
 * Everything that carries meaning by itself must be equal, so that an amended form, next year's form, the second phase of a
 * project and the form of the school next door stay forms of their own:
 * - form type, fiscal year, project name, department, implementing unit, nature, category and period of the project;
 * - all amounts (as decimals; blank is not 0) and all dates;
 * - of each indicator in its order the level-2 label and, unless its target is in words alone, the target's kind, operator,
 *   numbers, unit and deadline, the direction of a change (较上年增长10%), the text of what recurs (每月一次);
 * - in every text but a target in numbers, the numbers, numerals and Latin letters in their order (第三小学, A级).
 *
 * What is left is prose (goals, names of indicators, targets in words), in which two scans of one paper differ by a misread
 * character here and there: there one in ten characters may differ, punctuation and spaces aside.
 *
 * A form that lacks what it would be known by (year, project, department, an amount, an indicator) equals no other, nor does
 * one whose review questions a field or a target that must be equal: a doubtful value decides no link. Numbers inside prose
 * and labels may be questioned. Two readings that differ in a number are not linked: to count a form twice, visibly, is the
 * lesser evil.
 */
export type Likeness = string

/** The part that must be equal, as a hash of 16 hexadecimal digits; null for a form that cannot be known again. */
export function formToLikeness(form: FormRecord): Likeness | null {
  const { formType, fiscalYear, fields, indicators, review } = form
  const project = folded(fields.projectName ?? '')
  const department = folded(fields.competentDepartment ?? '')
  const filled = filledFields(fields)
  const exact = filled
    .filter(([path, value]) => isExact(path, value))
    .map(([path, value]) => [path, EXACT_TEXTS.has(path) ? folded(value) : canonical(value)])
  const hasAmount = filled.some(([path]) => isAmount(path))
  if (fiscalYear === null || project === '' || department === '' || !hasAmount || indicators.length === 0) return null
  if (review.some(({ path }) => mustBeCertain(path, form))) return null
  const marks = filled
    .filter(([path, value]) => EXACT_TEXTS.has(path) || !isExact(path, value))
    .map(([path, value]) => [path, marksOf(value)])
  const parts = [formType, fiscalYear, project, department, exact, marks, indicators.map(indicatorKey)]
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16)
}

/** The prose of a form, folded: its other fields in the order of their paths, then its indicators. */
export function proseOf(
  fields: FormRecord['fields'],
  indicators: ReadonlyArray<Pick<Indicator, 'level3'> & { readonly value: Pick<IndicatorValue, 'text' | 'kind'> }>,
): string {
  const texts = filledFields(fields)
    .filter(([path, value]) => !isExact(path, value))
    .map(([, value]) => value)
  const targets = indicators.flatMap(({ level3, value }) => [level3, hasWords(value) ? value.text : ''])
  return folded([...texts, ...targets].join(''))
}

const MOST_DIFFERENT = 0.1

export function isSameProse(a: string, b: string): boolean {
  const longer = Math.max(a.length, b.length)
  if (Math.abs(a.length - b.length) > MOST_DIFFERENT * longer) return false
  return distance(a, b) <= MOST_DIFFERENT * longer
}

function indicatorKey({ level2, level3, value }: Indicator): unknown {
  const words = [level2, marksOf(level3), hasWords(value) ? marksOf(value.text) : null]
  if (!isExactTarget(value)) return words
  const { text, kind, operator, number, numberHigh, unit, baseNumber, deadline } = value
  const target = [kind, operator, number, numberHigh, unit, baseNumber, deadline?.date ?? null, deadline?.from ?? null]
  const course = kind === 'relative' ? directionsOf(text) : kind === 'frequency' ? folded(text) : null
  return [...words, ...target, course]
}

/** Whether a doubt about the value at this path leaves open which form this is; what was not read at all may be anything. */
function mustBeCertain(path: string, { fields, indicators }: FormRecord): boolean {
  const place = indicatorPath(path)
  if (place !== null) {
    const value = indicators[place.index]?.value
    return place.part === 'value' && value !== undefined && isExactTarget(value)
  }
  const value = fields[path] ?? null
  return value === null || path === 'projectName' || path === 'competentDepartment' || isExact(path, value)
}

const EXACT_KINDS: ReadonlySet<ValueKind> = new Set<ValueKind>([
  'numeric',
  'range',
  'deadline',
  'frequency',
  'relative',
])
const isExactTarget = ({ kind }: Pick<IndicatorValue, 'kind'>) => EXACT_KINDS.has(kind)

/** A comparison (较上年显著提升) has words beside its number. */
const hasWords = (value: Pick<IndicatorValue, 'kind'>) => value.kind === 'relative' || !isExactTarget(value)

const EXACT_TEXTS: ReadonlySet<string> = new Set([
  'implementingUnit',
  'projectNature',
  'projectCategory',
  'overallGoalPeriod',
])
const isAmount = (path: string) => path.startsWith('funds.')
const isExact = (path: string, value: string) =>
  isAmount(path) || EXACT_TEXTS.has(path) || /^\d{4}-\d\d-\d\d$/u.test(value)

/** Fields that are not blank, in the order of their paths. */
function filledFields(fields: FormRecord['fields']): Array<readonly [path: string, value: string]> {
  return Object.entries(fields)
    .flatMap(([path, value]) => (value === null ? [] : [[path, value] as const]))
    .sort(([a], [b]) => (a < b ? -1 : 1))
}

const MARKS = new RegExp(String.raw`\p{N}+|[${HAN_NUMERALS}]+|\p{Script=Latin}+`, 'gu')

/** What tells one from another inside a text: numbers, numerals in words, Latin letters. */
function marksOf(text: string): readonly string[] {
  return text.normalize('NFKC').match(MARKS) ?? []
}

const DIRECTIONS = /(?<up>[增升涨扩]|提高|加[强快大])|(?<down>[减降缩跌]|下滑|节[约省])|持平/gu

/** Where a target leads: 增长 up, 下降 down, 持平 level; empty where only other words say it (改善). */
function directionsOf(text: string): readonly string[] {
  return Array.from(text.matchAll(DIRECTIONS), ({ groups }) => (groups?.up ? 'up' : groups?.down ? 'down' : 'level'))
}

/** `1000.00` and `1000` are one amount. */
function canonical(value: string): string {
  return /^[+-]?\d+(?:\.\d+)?$/u.test(value) ? new Decimal(value).toString() : value
}

function folded(text: string): string {
  return text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '')
}
