import { Decimal } from 'decimal.js'
import type { Unit, UnitTable } from '../../forms/units.ts'
import type { Operator } from '../../model/indicator-value.ts'

/** One measured amount of a value, or a range of it. `unit` is as printed, `null` for none. */
export interface Quantity {
  readonly operator: Operator | null
  readonly number: string
  readonly numberHigh: string | null
  /** The first number as printed, with its separators and zeros. */
  readonly printed: string
  readonly unit: string | null
  readonly bracketed: boolean
  readonly doubts: readonly string[]
}

/** Room for every number a form can hold times every factor of the table. */
const Exact = Decimal.clone({ precision: 100, toExpNeg: -90, toExpPos: 90 })

/** `number` in the base of its unit, exact; null where the unit has no exact factor. */
export function toBaseNumber(number: string, unit: Unit | null): string | null {
  return unit?.factor ? new Exact(number).times(unit.factor).toFixed() : null
}

/** Compares two decimal strings: negative, 0 or positive. */
export function compareNumbers(a: string, b: string): number {
  return new Exact(a).comparedTo(b)
}

/** The same share printed twice, as `100%（1.0）`. */
export function isSameShare(percent: string, factor: string, share: string): boolean {
  return new Exact(percent).times(factor).equals(share)
}

export function findUnit(unit: string | null, units: UnitTable): Unit | null {
  return unit === null ? null : units.find(unit)
}
