import { Decimal } from 'decimal.js'
import type { CheckDefinition } from '../../forms/form-definition.ts'
import type { UnitTable } from '../../forms/units.ts'
import { type CheckedForm, type FindingPart, selectIndicators } from './checked-form.ts'

/** A number with its unit in running text, and the words that lead to it. */
interface Quantity {
  readonly number: string
  readonly unit: string
  readonly before: string
}

/** A goal and an indicator speak of the same thing when they share this many pairs of neighbouring characters … */
const LEAST_SHARED = 3
/** … that make up this share of the indicator's name. */
const LEAST_SHARE = 0.5
/** Words further than this from a number are about something else. */
const CONTEXT_LENGTH = 20
const LONGEST_UNIT = 4

/**
 * Numbers of a goal text against the indicator of the same thing: same unit, mostly the same words, another number.
 * Silent where the goal names no number or several that fit, since prose seldom repeats an indicator word for word.
 */
export function checkGoals(
  form: CheckedForm,
  check: Extract<CheckDefinition, { kind: 'goal-vs-indicator' }>,
  units: UnitTable,
): FindingPart[] {
  const indicators = selectIndicators(form, {})
  return check.goals.flatMap(goal => {
    const quantities = textQuantities(form.fields[goal] ?? '', units)
    return indicators.flatMap(({ indicator, path }): FindingPart[] => {
      const { number, unit, text } = indicator.value
      if (number === null || unit === null) return []
      const same = quantities.filter(q => q.unit === unit && sharesWords(q.before, indicator.level3))
      if (same.length !== 1 || same.some(q => new Decimal(q.number).equals(number))) return []
      const [stated] = same
      return [
        {
          severity: 'warning',
          path: `${path}.value`,
          message: `The goal says ${stated?.number}${unit}, the indicator "${indicator.level3}" says ${text}.`,
          expected: `${stated?.number}${unit}`,
          actual: text,
          amountYuan: null,
        },
      ]
    })
  })
}

function textQuantities(text: string, units: UnitTable): Quantity[] {
  const folded = text.normalize('NFKC')
  return [...folded.matchAll(/(?<![\d.])\d+(?:,\d{3})*(?:\.\d+)?/gu)].flatMap(found => {
    const end = found.index + found[0].length
    const unit = longestUnit(folded.slice(end, end + LONGEST_UNIT), units)
    const clause = folded.slice(Math.max(0, found.index - CONTEXT_LENGTH), found.index)
    return unit === null
      ? []
      : [{ number: found[0].replaceAll(',', ''), unit, before: clause.split(/[。;]/u).at(-1) ?? '' }]
  })
}

function longestUnit(text: string, units: UnitTable): string | null {
  for (let length = text.length; length > 0; length--)
    if (units.find(text.slice(0, length))?.listed) return text.slice(0, length)
  return null
}

function sharesWords(context: string, name: string): boolean {
  const pairs = (text: string) => new Set([...text].slice(0, -1).map((char, i) => char + ([...text][i + 1] ?? '')))
  const ofName = pairs(name)
  const shared = [...ofName].filter(pair => pairs(context).has(pair)).length
  return shared >= LEAST_SHARED && shared >= LEAST_SHARE * ofName.size
}
