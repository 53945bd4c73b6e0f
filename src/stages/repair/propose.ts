import { type Dictionary, type DictionaryMatch, dictionaryRule, type TextScope } from '../../forms/dictionary.ts'
import type { FormDefinition } from '../../forms/form-definition.ts'
import { scopeOfPath } from '../../forms/text-scope.ts'
import type { Correction } from '../../model/correction.ts'
import type { FormRecord } from '../../model/form-record.ts'
import type { Place } from '../../model/place.ts'
import { isBehindDigit } from '../../model/replay.ts'
import { DICTIONARY_SCORE } from './limits.ts'

export interface ProposableText {
  /** Path of the value in the form: `indicators[3].level3`. */
  readonly path: string
  readonly text: string
  readonly scope: TextScope
  readonly place: Place | null
}

const RULE_VERSION = 1
/** Characters of context on each side in the reason. */
const CONTEXT = 8

/**
 * Corrections that the dictionary suggests, one for each text and wording. None is applied: every decision is `proposed`,
 * and `before`/`after` are the wording itself, so that accepting one leaves the rest of the text alone.
 * A wording right behind a digit stands where a unit or date stands and is left alone.
 */
export function proposeCorrections(texts: readonly ProposableText[], dictionary: Dictionary): Correction[] {
  return texts.flatMap(({ path, text, scope, place }) => {
    const seen = new Set<string>()
    return dictionary.find(text, scope).flatMap((match): Correction[] => {
      if (seen.has(match.entry.wrong) || isBehindDigit(text, match.index)) return []
      seen.add(match.entry.wrong)
      return [toCorrection(path, text, place, match)]
    })
  })
}

/** What the dictionary suggests for the texts of a form: fields by their kind, indicator names, and values in words. */
export function proposeForForm(
  record: Pick<FormRecord, 'fields' | 'indicators' | 'provenance'>,
  form: FormDefinition,
  dictionary: Dictionary,
): Correction[] {
  const placeByPath = new Map(record.provenance.map(({ path, place }) => [path, place]))
  const at = (path: string, text: string | null | undefined, scope: TextScope): ProposableText[] =>
    text ? [{ path, text, scope, place: placeByPath.get(path) ?? null }] : []
  return proposeCorrections(
    [
      ...form.fields.flatMap(({ path }) => {
        const scope = scopeOfPath(path, form)
        return scope === null ? [] : at(path, record.fields[path], scope)
      }),
      ...record.indicators.flatMap(({ level3, value }, i) => [
        ...at(`indicators[${i}].level3`, level3, 'name'),
        ...at(`indicators[${i}].value`, value.text, 'value'),
      ]),
    ],
    dictionary,
  )
}

function toCorrection(path: string, text: string, place: Place | null, { entry, index }: DictionaryMatch): Correction {
  const { wrong, right, source, note } = entry
  const before = text.slice(Math.max(0, index - CONTEXT), index)
  const after = text.slice(index + wrong.length, index + wrong.length + CONTEXT)
  return {
    path,
    before: wrong,
    after: right,
    method: 'dictionary',
    rule: dictionaryRule(wrong),
    ruleVersion: RULE_VERSION,
    decision: 'proposed',
    score: DICTIONARY_SCORE,
    margin: null,
    candidates: [{ text: right, cost: 1 - DICTIONARY_SCORE }],
    place,
    reason: `"${before}[${wrong}]${after}": the dictionary has "${right}" (${source}${note ? `; ${note}` : ''})`,
  }
}
