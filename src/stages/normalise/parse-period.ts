import { flattened, withoutInvisible } from './fold-characters.ts'
import { PERIOD } from './grammar.ts'

export interface PeriodReading {
  /** As printed, without spaces and with a plain hyphen: `2024年-2025年`; null where none is named. */
  readonly period: string | null
  readonly from: number | null
  readonly to: number | null
  readonly doubts: readonly string[]
}

/** The years a label names: `项目总目标 (2024年-2025年)` → `2024年-2025年`. */
export function parsePeriod(raw: string): PeriodReading {
  const flat = flattened(withoutInvisible(raw)).replace(/\s+/g, '')
  const groups = PERIOD.exec(flat)?.groups
  if (!groups) return { period: null, from: null, to: null, doubts: [] }
  const period = `${groups.from}${groups.fromWord ?? ''}${/^-+$/.test(groups.mark!) ? '-' : groups.mark}${groups.to}${groups.toWord ?? ''}`
  const [from, to] = [Number(groups.from), Number(groups.to)]
  return { period, from, to, doubts: from > to ? [`the period ${period} ends before it begins`] : [] }
}
