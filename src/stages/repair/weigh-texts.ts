import type { CharacterModel } from '../../forms/character-model.ts'
import type { FormDefinition } from '../../forms/form-definition.ts'
import type { Correction } from '../../model/correction.ts'
import type { DraftForm, DraftValue } from '../../model/draft-form.ts'
import { foldText } from '../../model/printed-text.ts'
import { WEIGHING } from './limits.ts'
import { weighCharacters } from './weigh-characters.ts'

const RULE_VERSION = 1

export interface WeighContext {
  /** Names of indicators that are known as they stand, folded. */
  readonly knownNames: ReadonlySet<string>
  /** How characters go together in names and targets. */
  readonly words: CharacterModel
  /** How they do in names of public bodies. */
  readonly organisations: CharacterModel
}

/**
 * Names, organisations, prose and targets in words take the reading that picture and words of the domain support best, and the
 * confidence it has then. Dates, amounts and targets with digits are left as read, and so are names that are known as they stand.
 */
export function weighTexts(
  draft: DraftForm,
  form: FormDefinition,
  { knownNames, words, organisations }: WeighContext,
): DraftForm {
  const corrections: Correction[] = []
  const weigh = (path: string, value: DraftValue, model: CharacterModel): DraftValue => {
    const [cell, ...more] = value.cells
    if (cell === undefined || more.length > 0 || cell.reading.text !== value.text) return value
    const weighed = weighCharacters(cell.reading, model)
    if (weighed === null) return value
    if (weighed.text === value.text) return { ...value, confidence: weighed.confidence }
    if (knownNames.has(foldText(value.text))) return value
    const isSure = weighed.confidence >= WEIGHING.confidence && weighed.gain >= WEIGHING.gain
    corrections.push({
      path,
      before: value.text,
      after: weighed.text,
      method: 'posterior',
      rule: 'posterior/characters',
      ruleVersion: RULE_VERSION,
      decision: isSure ? 'applied' : 'proposed',
      score: weighed.confidence,
      margin: weighed.gain,
      candidates: [
        { text: weighed.text, cost: 0 },
        { text: value.text, cost: weighed.gain },
      ],
      place: cell.place,
      reason: 'the recogniser saw this too, and it goes with the words of the domain',
    })
    return {
      ...value,
      text: isSure ? weighed.text : value.text,
      confidence: isSure ? weighed.confidence : 1 - weighed.confidence,
    }
  }
  const fields = new Map(draft.fields)
  for (const { path, kind } of form.fields) {
    const value = draft.fields.get(path)
    if (value === undefined) continue
    if (kind === 'text' || kind === 'prose') fields.set(path, weigh(path, value, words))
    if (kind === 'organisation') fields.set(path, weigh(path, value, organisations))
  }
  const rows = draft.rows.map((row, index) => ({
    ...row,
    name: weigh(`indicators[${index}].level3`, row.name, words),
    value: /\d/u.test(row.value.text) ? row.value : weigh(`indicators[${index}].value`, row.value, words),
  }))
  return { ...draft, fields, rows, corrections: [...draft.corrections, ...corrections] }
}
