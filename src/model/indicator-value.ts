/** `≥30.00(%)`, `50-60次`, `2024年10月底前完成`, `每月一次`, `较上年提升`, `达标`, and what no rule could read. */
export type ValueKind = 'numeric' | 'range' | 'deadline' | 'frequency' | 'relative' | 'qualitative' | 'unparsed'

export type Operator = '≥' | '≤' | '=' | '>' | '<' | '≈'

/** A day, month, quarter or year that something must be done by. `date` is the last day of it, ISO; without a year the form's fiscal year is taken. */
export interface Deadline {
  readonly date: string
  readonly precision: 'day' | 'month' | 'quarter' | 'year'
  /** First day where a span is given (`2023.07-2024.01`), ISO. */
  readonly from: string | null
}

/** An indicator's target, taken apart. Numbers are exact decimal strings in the printed unit; never floats. */
export interface IndicatorValue {
  /** As printed, with its format repaired: `≥60.00 (%)` → `≥60.00(%)`. */
  readonly text: string
  readonly kind: ValueKind
  readonly operator: Operator | null
  readonly number: string | null
  readonly numberHigh: string | null
  /** As printed: `万元`, `%`, `个工作日`, `个街镇招商部门`. */
  readonly unit: string | null
  /** From units.csv: `money`, `ratio`, `count`, `duration` …; null for a unit it does not know. */
  readonly dimension: string | null
  /** `number` in the base unit of the dimension (yuan, 1, seconds …), exact; null where the unit has no factor. */
  readonly baseNumber: string | null
  readonly deadline: Deadline | null
  /** Why a person should look at it (`292%`: "≥92%?"); empty when sure. */
  readonly doubts: readonly string[]
}
