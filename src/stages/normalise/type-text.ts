import type { FieldDefinition, FormDefinition } from '../../forms/form-definition.ts'
import type { UnitTable } from '../../forms/units.ts'
import { indicatorPath } from '../../model/form-values.ts'
import type { TextTyping, TypedText } from '../../model/text-typing.ts'
import { cleanValue } from './clean-value.ts'
import { withoutEnding } from './field-ending.ts'
import { cleanText } from './format-text.ts'
import { parseAmount } from './parse-amount.ts'
import { parseDate } from './parse-date.ts'
import { parseIndicatorValue } from './parse-value.ts'

export interface TypingContext {
  readonly form: FormDefinition
  readonly units: UnitTable
  readonly fiscalYear: number | null
  /** Units in which amounts are printed, by path; the form's own where it says nothing. */
  readonly amountUnits?: ReadonlyMap<string, string> | undefined
}

/** Types single texts of a form as `normaliseForm` types all of them: for texts that a person decided on. */
export function textTyping({ form, units, fiscalYear, amountUnits }: TypingContext): TextTyping {
  const fieldOf = (path: string): FieldDefinition | undefined => form.fields.find(field => field.path === path)
  return {
    clean(path, text) {
      if (indicatorPath(path)?.part === 'value') return cleanValue(text)
      const field = fieldOf(path)
      if (field?.kind === 'amount' || field?.kind === 'date') return text.trim()
      return withoutEnding(cleanText(text), field?.strip ?? [])
    },
    type(path, text): TypedText {
      if (indicatorPath(path)?.part === 'value') {
        const value = parseIndicatorValue(text, { fiscalYear, units })
        return { value: { ...value, text }, doubts: value.doubts, isRead: true }
      }
      switch (fieldOf(path)?.kind) {
        case 'amount': {
          const { yuan, doubts } = parseAmount(text, { unit: amountUnits?.get(path) ?? form.amountUnit })
          return { value: yuan, doubts, isRead: yuan !== null || doubts.length === 0 }
        }
        case 'date': {
          const { date, doubts } = parseDate(text)
          return { value: date, doubts, isRead: date !== null || doubts.length === 0 }
        }
        default:
          return { value: text === '' ? null : text, doubts: choiceDoubts(text, fieldOf(path)), isRead: true }
      }
    },
  }
}

function choiceDoubts(text: string, field: FieldDefinition | undefined): string[] {
  const choices = field?.choices
  return choices === undefined || text === '' || choices.includes(text)
    ? []
    : [`"${text}" is none of ${choices.join(', ')}`]
}
