import type { ValueKind } from '../../src/model/indicator-value.ts'
import type { Random } from './random.ts'
import { createRandom } from './random.ts'
import type { TruthIndicator } from './truth.ts'

/** How a form prints `≥90(%)`: `≥90.00(%)`, `≥90(%)` or `≥90%`. */
export type NumberStyle = 'padded' | 'bracketed' | 'bare'

/** Where the numbers of a form come from. The same key and year give the same number, neighbouring years nearly the same. */
export interface Draws {
  readonly key: string
  readonly year: number
  readonly names: Map<string, string>
}

const RANGE = /\[(?:([a-z]):)?([\d.]+)~([\d.]+)(?:\/([\d.]+))?\]/g

/**
 * Fills a template: `[8~20]` a number, `[n:8~20]` a number that `[n]` repeats, `[100~900/50]` in steps of 50, `{a;b}` one of the two,
 * `{year}` the fiscal year, `{last}` the one before. Numbers drift with the years; choices do not.
 */
export function expandTemplate(template: string, draws: Draws): string {
  const { key, year, names } = draws
  const text = template
    .replaceAll('{year}', String(year))
    .replaceAll('{last}', String(year - 1))
    .replace(/\{([^{}]*;[^{}]*)\}/g, (_, options: string) => createRandom(key, template).pick(options.split(';')))
  let index = 0
  return text
    .replace(RANGE, (_, name: string | undefined, low: string, high: string, step: string | undefined) => {
      const number = driftingNumber(
        createRandom(key, template, index++),
        year,
        Number(low),
        Number(high),
        step === undefined ? 10 ** -Math.max(decimals(low), decimals(high)) : Number(step),
      )
      if (name !== undefined) names.set(name, number)
      return number
    })
    .replace(/\[([a-z])\]/g, (_, name: string) => {
      const number = names.get(name)
      if (number === undefined) throw new Error(`[${name}] has no value in ${template}`)
      return number
    })
}

const decimals = (number: string) => number.split('.')[1]?.length ?? 0

function driftingNumber(random: Random, year: number, low: number, high: number, step: number): string {
  const drift = (random.next() - 0.3) * 0.12
  const share = Math.min(1, Math.max(0, random.next() + drift * (year - 2022)))
  const places = decimals(String(step))
  return (low + Math.round((share * (high - low)) / step) * step).toFixed(places)
}

const NUMBER = '(\\d+(?:\\.\\d+)?)'
const BRACKETED = new RegExp(`^([≥≤=><])${NUMBER}\\((.+)\\)$`)
const PLAIN = new RegExp(`^([≥≤=><])${NUMBER}(.*)$`)
const WORDED: readonly (readonly [RegExp, TruthIndicator['operator']])[] = [
  [new RegExp(`^(?:不低于|不少于)${NUMBER}(\\D*)$`), '≥'],
  [new RegExp(`^(?:不超过|不高于)${NUMBER}(\\D*)$`), '≤'],
  [new RegExp(`^超${NUMBER}(\\D*)$`), '>'],
  [new RegExp(`^${NUMBER}(\\D+)以内$`), '≤'],
  [new RegExp(`^${NUMBER}(\\D+)左右$`), '≈'],
  [new RegExp(`^${NUMBER}(\\D+)$`), null],
]
const DEADLINE = /\d{4}年|^\d{4}\.\d{2}-|\d月|月底|季度末|当天/
const RANGED = /^\d+(?:\.\d+)?[-~]\d|%[（(]/

type TypedValue = Pick<TruthIndicator, 'value' | 'operator' | 'number' | 'unit'>

/** Takes a value apart that this corpus has made; only the constructions above occur. */
export function valueToTruth(value: string): TypedValue {
  const words = { value, operator: null, number: null, unit: null }
  if (DEADLINE.test(value) || RANGED.test(value)) return words
  const signed = BRACKETED.exec(value) ?? PLAIN.exec(value)
  if (signed) {
    const [, operator, number, unit] = signed
    return { value, operator: operator as TruthIndicator['operator'], number: Number(number), unit: unit || null }
  }
  for (const [pattern, operator] of WORDED) {
    const match = pattern.exec(value)
    if (match) return { value, operator, number: Number(match[1]), unit: match[2] || null }
  }
  return words
}

/** The kind of a value of this corpus. */
export function kindOf(value: string): ValueKind {
  if (valueToTruth(value).number !== null) return 'numeric'
  if (DEADLINE.test(value)) return 'deadline'
  if (RANGED.test(value)) return 'range'
  if (/^每|按月|按季|全年/.test(value)) return 'frequency'
  if (/较上年|提升|增强|提高|下降|减少|改善/.test(value)) return 'relative'
  return 'qualitative'
}

/** Prints a value as a form of the given style does; now and then in the loose wording that clerks use. */
export function styledValue(value: string, style: NumberStyle, random: Random): string {
  const match = BRACKETED.exec(value)
  if (!match) return value
  const [, operator, number, unit] = match as unknown as [string, string, string, string]
  if (random.chance(0.05)) {
    const loose = looseWording(operator, number, unit, random)
    if (loose !== null) return loose
  }
  if (style === 'bare') return `${operator}${number}${unit}`
  if (style === 'bracketed' || random.chance(0.03)) return value
  return `${operator}${Number(number).toFixed(2)}(${unit})`
}

function looseWording(operator: string, number: string, unit: string, random: Random): string | null {
  const isRatio = unit === '%' || unit === '‰'
  switch (operator) {
    case '≥':
      if (isRatio) return unit === '%' ? random.pick([`不低于${number}%`, `≥${number}%`]) : null
      return random.pick([`不少于${number}${unit}`, `${number}${unit}`, `≥${number}${unit}`])
    case '≤':
      return isRatio ? null : random.pick([`${number}${unit}以内`, `不超过${number}${unit}`])
    case '=':
      if (unit === '%')
        return random.pick([`${number}%`, `${number}百分比`, '100%（1.0）'].slice(0, number === '100' ? 3 : 1))
      return Number(number) >= 20 ? random.pick([`${number}${unit}左右`, `${number}${unit}`]) : `${number}${unit}`
    default:
      return null
  }
}
