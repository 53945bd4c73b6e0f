import type { IndicatorValue } from '../../../src/model/indicator-value.ts'

export interface ExpectedValue {
  readonly raw: string
  readonly kind: string
  readonly operator: string | null
  readonly number: string | null
  readonly numberHigh: string | null
  readonly unit: string | null
  readonly deadline: string | null
  /** `!` any doubt, a text for exactly that doubt, null for none. */
  readonly doubt: string | null
}

/** Reads the rows of a table as `value-table.ts` describes them. */
export function expectedValues(table: string): ExpectedValue[] {
  return table
    .trim()
    .split('\n')
    .map(line => {
      const [raw = '', right = ''] = line.split(' => ')
      const doubtAt = right.search(/ [!?]/)
      const doubt = doubtAt < 0 ? null : right.slice(doubtAt + 1)
      const words = (doubtAt < 0 ? right : right.slice(0, doubtAt)).split(' ')
      const deadline = words.find(word => word.startsWith('@'))?.slice(1) ?? null
      const [kind = '', operator, number, unit] = words.filter(word => !word.startsWith('@'))
      const [low, high] = (number ?? '-').split('..')
      const known = (word: string | undefined): string | null => (word === undefined || word === '-' ? null : word)
      return {
        raw,
        kind,
        operator: known(operator),
        number: known(low),
        numberHigh: known(high),
        unit: known(unit),
        deadline,
        doubt: doubt?.startsWith('?') ? doubt.slice(1) : doubt,
      }
    })
}

/** The parsed value in the shape of the table; `asked` says how closely doubts are compared. */
export function seenValue(value: IndicatorValue, asked: ExpectedValue): ExpectedValue {
  const { deadline } = value
  const doubt = asked.doubt !== null && value.doubts.includes(asked.doubt) ? asked.doubt : value.doubts.join(' | ')
  return {
    raw: asked.raw,
    kind: value.kind,
    operator: value.operator,
    number: value.number,
    numberHigh: value.numberHigh,
    unit: value.unit,
    deadline: deadline && [deadline.date, deadline.precision, ...(deadline.from ? [deadline.from] : [])].join('/'),
    doubt: value.doubts.length === 0 ? null : asked.doubt === '!' ? '!' : doubt,
  }
}
