import { Decimal } from 'decimal.js'
import Papa from 'papaparse'
import { z } from 'zod'
import { TabulariumError } from '../model/tabularium-error.ts'

/** What a printed unit measures. `factor`: how many of the dimension's `base` one unit is, an exact decimal; null where there is no exact one. */
export interface Unit {
  /** The leading spelling of the unit; what was printed may be an alias of it. */
  readonly unit: string
  /** `money`, `ratio`, `count` …; `money/count` for `元/件`. */
  readonly dimension: string
  readonly base: string
  readonly factor: string | null
  /** The table lists it; false where it was put together from listed ones (`万人`, `元/件`, `个街镇招商部门`). */
  readonly listed: boolean
}

export interface UnitTable {
  /** Every listed unit, in the order of the file. */
  readonly units: readonly Unit[]
  /** Listed units first, then compounds of them; null for a unit nobody knows. */
  find(printed: string): Unit | null
}

/** Room for any product or quotient of factors; what does not end within it has no exact decimal. */
const Exact = Decimal.clone({ precision: 60, toExpNeg: -100, toExpPos: 100 })

/** What a counter counts: two ideographs or more, none of them a stroke or a numeral. */
const NAME = /^(?!.*[一二丨丶丿亅乙])\p{Script=Han}{2,}$/u

const DECIMAL = /^(0|[1-9]\d*)(\.\d*[1-9])?$/

const rowSchema = z.strictObject({
  unit: z.string().trim().min(1),
  aliases: z.string(),
  dimension: z
    .string()
    .regex(/^[a-z]+(-[a-z]+)*$/, 'a dimension is lower-case words joined by "-", for instance "working-time"'),
  base: z.string().trim().min(1),
  factor: z
    .string()
    .regex(
      /^$|^(0|[1-9]\d*)(\.\d*[1-9])?$/,
      'a factor is a plain decimal such as 10000 or 0.01, or blank where none is exact',
    )
    .refine(text => text !== '0', 'a factor is never 0'),
  source: z.string().trim().min(1),
  note: z.string(),
})

/**
 * Reads `units.csv` (unit, aliases separated by |, dimension, base, factor, source, note).
 * @throws TabulariumError `units-invalid` naming line, column and what to do: bad cell, a name listed twice, two bases in one dimension.
 */
export function loadUnits(csvText: string): UnitTable {
  const parsed = Papa.parse<Record<string, string>>(csvText.replace(/^\uFEFF/, ''), {
    header: true,
    skipEmptyLines: true,
  })
  const broken = parsed.errors[0]
  if (broken) throw invalid((broken.row ?? 0) + 2, broken.message)
  const unitByName = new Map<string, Unit>()
  const baseByDimension = new Map<string, string>()
  const units: Unit[] = []
  for (const [index, cells] of parsed.data.entries()) {
    const line = index + 2
    const row = rowSchema.safeParse(cells)
    if (!row.success) {
      const issue = row.error.issues[0]!
      throw invalid(line, `${issue.path.join('.') || 'columns'}: ${issue.message}`)
    }
    const { dimension, base } = row.data
    const known = baseByDimension.get(dimension) ?? base
    if (known !== base)
      throw invalid(line, `base: dimension "${dimension}" already has the base "${known}", not "${base}"`)
    baseByDimension.set(dimension, base)
    const unit: Unit = { unit: row.data.unit, dimension, base, factor: row.data.factor || null, listed: true }
    units.push(unit)
    for (const name of [unit.unit, ...row.data.aliases.split('|').filter(Boolean)]) {
      if (unitByName.has(name))
        throw invalid(line, `unit: "${name}" is listed twice (also under "${unitByName.get(name)!.unit}")`)
      unitByName.set(name, unit)
    }
  }
  return unitTable(units, unitByName)
}

function unitTable(units: readonly Unit[], unitByName: ReadonlyMap<string, Unit>): UnitTable {
  const folded = foldedNames(unitByName)
  const longestFirst = [...unitByName].sort(([a], [b]) => b.length - a.length)
  const multipliers = longestFirst.filter(([, unit]) => unit.dimension === 'number')
  const counters = longestFirst.filter(([, unit]) => unit.dimension === 'count')
  const cache = new Map<string, Unit | null>()

  function find(printed: string): Unit | null {
    const known = cache.get(printed)
    if (known !== undefined) return known
    const unit =
      unitByName.get(printed) ??
      folded.get(printed.toLowerCase()) ??
      rate(printed) ??
      multiple(printed) ??
      counted(printed)
    if (cache.size < 10_000) cache.set(printed, unit)
    return unit
  }

  /** `元/件`, `元/人/年`, `元/每人`, `元/平方米·天`: the last divisor is taken off first. */
  function rate(printed: string): Unit | null {
    return quotientOf(/^(.+)\/每?([^/]+)$/.exec(printed)) ?? quotientOf(/^(.+\/.+)·([^/·]+)$/.exec(printed))
  }

  function quotientOf(parts: RegExpExecArray | null): Unit | null {
    const above = parts && find(parts[1]!)
    const below = parts && find(parts[2]!)
    if (!above || !below || above.dimension === 'number' || below.dimension === 'ratio') return null
    return {
      unit: `${above.unit}/${below.unit}`,
      dimension: `${above.dimension}/${below.dimension}`,
      base: `${above.base}/${below.base}`,
      factor: quotient(above.factor, below.factor),
      listed: false,
    }
  }

  /** `万人`, `亿次`. */
  function multiple(printed: string): Unit | null {
    for (const [name, multiplier] of multipliers) {
      if (!printed.startsWith(name) || printed.length === name.length) continue
      const rest = find(printed.slice(name.length))
      if (!rest || rest.dimension === 'number' || rest.dimension === 'ratio') continue
      return {
        ...rest,
        unit: multiplier.unit + rest.unit,
        factor: product(multiplier.factor, rest.factor),
        listed: false,
      }
    }
    return null
  }

  /** `个街镇招商部门`, `台件`: a counter and the name of what it counts, or two counters. `个工作` is none: it is `个工作日` with a character lost. */
  function counted(printed: string): Unit | null {
    if (longestFirst.some(([name]) => lacksOneCharacter(printed, name))) return null
    for (const [name, counter] of counters) {
      if (!printed.startsWith(name)) continue
      const rest = printed.slice(name.length)
      if (NAME.test(rest) || unitByName.get(rest)?.dimension === counter.dimension)
        return { ...counter, unit: printed, listed: false }
    }
    return null
  }

  return { units, find }
}

/** Names of three characters or more: in shorter ones every other word would be a near miss. */
function lacksOneCharacter(printed: string, name: string): boolean {
  if (printed.length < 3 || name.length !== printed.length + 1) return false
  let at = 0
  while (printed[at] === name[at]) at++
  return printed.slice(at) === name.slice(at + 1)
}

/** Latin names without regard to case, less single letters (l is a 1, not a litre) and those where case tells units apart (mW, MW). */
function foldedNames(unitByName: ReadonlyMap<string, Unit>): ReadonlyMap<string, Unit | null> {
  const folded = new Map<string, Unit | null>()
  for (const [name, unit] of unitByName) {
    if (name.length < 2) continue
    const key = name.toLowerCase()
    folded.set(key, folded.has(key) && folded.get(key) !== unit ? null : unit)
  }
  return folded
}

function product(a: string | null, b: string | null): string | null {
  return a === null || b === null ? null : new Exact(a).times(b).toFixed()
}

function quotient(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return null
  const result = new Exact(a).dividedBy(b)
  return result.times(b).equals(a) && DECIMAL.test(result.toFixed()) && result.precision() < 40
    ? result.toFixed()
    : null
}

function invalid(line: number, problem: string): TabulariumError {
  return new TabulariumError(
    'units-invalid',
    `units.csv, line ${line}: ${problem}`,
    'Correct that line of the units table, then run again.',
    {
      exitStatus: 2,
    },
  )
}
