import { createHash } from 'node:crypto'
import { Decimal } from 'decimal.js'
import { distance } from 'fastest-levenshtein'
import type { FormRecord, Indicator } from '../model/form-record.ts'
import type { IndicatorValue } from '../model/indicator-value.ts'

/**
 * When two forms are the same form, scanned twice.
 *
 * Everything that carries meaning by itself must be equal, so that an amended form, next year's form and the second phase of a
 * project stay forms of their own: form type, fiscal year, project name, department, all amounts (as decimals; blank is not 0),
 * all dates, and of each indicator in its order the level-2 label and the target's kind, operator, numbers, unit and deadline.
 * What is left is prose (goals, names of indicators, targets in words, organisations), in which two scans of one paper differ
 * by a misread character here and there: there one in ten characters may differ, punctuation and spaces aside.
 *
 * A form that lacks what it would be known by (year, project, department, an amount, an indicator) equals no other. Two
 * readings that differ in a number are not linked: to count a form twice, visibly, is the lesser evil.
 */
export type Likeness = string

/** The part that must be equal, as a hash of 16 hexadecimal digits; null for a form that cannot be known again. */
export function formToLikeness({ formType, fiscalYear, fields, indicators }: FormRecord): Likeness | null {
  const project = folded(fields.projectName ?? '')
  const department = folded(fields.competentDepartment ?? '')
  const exact = Object.entries(fields)
    .filter(([path, value]) => value !== null && isExact(path, value))
    .map(([path, value]) => [path, canonical(value ?? '')] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  const hasAmount = exact.some(([path]) => isAmount(path))
  if (fiscalYear === null || project === '' || department === '' || !hasAmount || indicators.length === 0) return null
  const parts = [formType, fiscalYear, project, department, exact, indicators.map(indicatorKey)]
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16)
}

/** The prose of a form, folded: its other fields in the order of their paths, then its indicators. */
export function proseOf(
  fields: FormRecord['fields'],
  indicators: ReadonlyArray<Pick<Indicator, 'level3'> & { readonly value: Pick<IndicatorValue, 'text' | 'kind'> }>,
): string {
  const texts = Object.entries(fields)
    .filter(([path, value]) => value !== null && !isExact(path, value))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, value]) => value ?? '')
  const targets = indicators.flatMap(({ level3, value }) => [level3, isInWords(value) ? value.text : ''])
  return folded([...texts, ...targets].join(''))
}

const MOST_DIFFERENT = 0.1

export function isSameProse(a: string, b: string): boolean {
  const longer = Math.max(a.length, b.length)
  if (Math.abs(a.length - b.length) > MOST_DIFFERENT * longer) return false
  return distance(a, b) <= MOST_DIFFERENT * longer
}

function indicatorKey({ level2, value }: Indicator): unknown {
  if (isInWords(value)) return [level2]
  const { kind, operator, number, numberHigh, unit, deadline } = value
  return [level2, kind, operator, number, numberHigh, unit, deadline?.date ?? null, deadline?.from ?? null]
}

const isInWords = ({ kind }: Pick<IndicatorValue, 'kind'>) =>
  !['numeric', 'range', 'deadline', 'frequency'].includes(kind)

const isAmount = (path: string) => path.startsWith('funds.')
const isExact = (path: string, value: string | null) => isAmount(path) || /^\d{4}-\d\d-\d\d$/u.test(value ?? '')

/** `1000.00` and `1000` are one amount. */
function canonical(value: string): string {
  return /^[+-]?\d+(?:\.\d+)?$/u.test(value) ? new Decimal(value).toString() : value
}

function folded(text: string): string {
  return text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '')
}
