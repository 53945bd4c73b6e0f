/** A printed number and its exact value. `value` is null where more than one number could be meant. */
export interface PrintedNumber {
  readonly value: string | null
  readonly doubts: readonly string[]
}

/** More digits than any budget has: a sign of run-together cells. */
const LONGEST = 15

/**
 * `1,144,250.00` → `1144250`. Canonical: no grouping, no needless zeros. Separators that do not group by three (`1.144,250`,
 * `1,1442,50.00`) give the one number that their digits can mean, with a doubt, or null where there is none.
 * @param printed digits, and between them any of `, . · 、 ' 。` and spaces
 */
export function readNumber(printed: string): PrintedNumber {
  const doubts: string[] = []
  const plain = /^\d+(\.\d+)?$/.test(printed) || /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(printed)
  const value = plain ? printed.replaceAll(',', '') : bestReading(printed)
  if (!plain) {
    doubts.push(
      value === null
        ? `"${printed}" is not one number: look at its separators`
        : `the separators of "${printed}" are irregular: ${canonicalNumber(value)}?`,
    )
  }
  if (/^0\d/.test(printed)) doubts.push(`"${printed}" begins with 0: is a digit or a point missing?`)
  if (printed.replace(/\D/g, '').length > LONGEST) doubts.push(`"${printed}" is too long to be one number`)
  return { value: value === null ? null : canonicalNumber(value), doubts }
}

function bestReading(printed: string): string | null {
  const groups = printed.split(/[^\d]+/)
  const marks = printed.match(/[^\d]+/g) ?? []
  if (groups.length < 2 || groups.some(group => group === '') || marks.some(mark => /\s/.test(mark))) return null
  const last = groups.at(-1)!
  const whole = groups.slice(0, -1).join('')
  const lastMark = marks.at(-1)!
  if (last.length === 2 && (lastMark === '.' || groups.length > 2 || lastMark === ',')) return `${whole}.${last}`
  const grouped = groups[0]!.length <= 3 && groups.slice(1).every(group => group.length === 3)
  if (grouped) return whole + last
  return lastMark === '.' && marks.slice(0, -1).every(mark => mark !== '.') ? `${whole}.${last}` : null
}

/** `0030.00` → `30`, `-0.50` → `-0.5`, `-0` → `0`. */
export function canonicalNumber(decimal: string): string {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d*)(?:\.(\d*))?$/.exec(decimal) ?? []
  const digits = whole.replace(/^0+(?=\d)/, '') || '0'
  const rest = fraction.replace(/0+$/, '')
  const value = rest ? `${digits}.${rest}` : digits
  return value === '0' ? '0' : sign + value
}
