import { Decimal } from 'decimal.js'
import type { Random } from './random.ts'
import type { FormTruth } from './truth.ts'

/** The year's total in yuan: mostly round to 100 yuan, as units plan; sometimes to the fen. `lasting` says how large the project is. */
export function drawBudget([low, high]: readonly [number, number], lasting: Random, yearly: Random): Decimal {
  const wan = (low + lasting.next() ** 2 * (high - low)) * (0.85 + 0.3 * yearly.next())
  const yuan = wan * 10000
  if (yearly.chance(0.12)) return new Decimal(yuan.toFixed(2))
  const step = wan < 5 ? 100 : yearly.pick([100, 500, 10000])
  return new Decimal(Math.max(step, Math.round(yuan / step) * step))
}

/** The columns of the fund table. `project` is the whole project's total, null where its column is left blank. */
export function drawFunds(annual: Decimal, project: Decimal | null, random: Random): FormTruth['funds'] {
  const carried = random.chance(0.08) ? part(annual, random) : null
  const other = random.chance(0.08) ? part(annual, random) : null
  const zeroOr = (amount: Decimal | null, blank: boolean) => amount?.toFixed(2) ?? (blank ? null : '0.00')
  const fiscal = annual.minus(carried ?? 0).minus(other ?? 0)
  return {
    totalProject: project?.toFixed(2) ?? null,
    totalAnnual: annual.toFixed(2),
    fiscalProject: project?.minus(other ?? 0).toFixed(2) ?? null,
    fiscalAnnual: fiscal.toFixed(2),
    carriedOver: zeroOr(carried, random.chance(0.15)),
    otherProject: project ? zeroOr(other, random.chance(0.1)) : null,
    otherAnnual: zeroOr(other, random.chance(0.15)),
  }
}

const part = (annual: Decimal, random: Random) => annual.times(random.pick([0.05, 0.1, 0.2, 0.25])).toDecimalPlaces(2)
