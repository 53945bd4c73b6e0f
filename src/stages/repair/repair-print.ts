import type { CharacterModel } from '../../forms/character-model.ts'
import type { FormDefinition } from '../../forms/form-definition.ts'
import type { Correction } from '../../model/correction.ts'
import { type DraftForm, type DraftValue, isRecognised } from '../../model/draft-form.ts'
import type { ReviewFlag } from '../../model/form-record.ts'
import { HAN_NUMERALS } from '../../model/han-numerals.ts'
import { sureCorrection } from '../../model/sure-correction.ts'
import { rereadOperator } from './reread-operator.ts'

const RULE_VERSION = 1

/** Marks that dust and remnants of ruling lines are read as; no name, organisation or target begins or ends with one. */
const SPECKS = "·•∙:：;；,，.'`´’|丨!_~^¦‘"
const LEADING_SPECKS = new RegExp(`^[${SPECKS}\\s-]+(?=.)`, 'u')
/** No character of a text: asks a model about one neighbour alone. */
const NOTHING = '\u0000'
/** What 一 is read as in broken print, alone or in pieces, between Chinese characters or before the first. */
const BROKEN_ONE = /(?<=\p{Script=Han}|^)[-—－–一]*[-—－–][-—－–一]*(?=\p{Script=Han})/gu
/** What goes before how often: 每季度一次 is no range. */
const OFTEN = /^每\p{Script=Han}{1,3}$/u
const TRAILING_SPECKS = new RegExp(`(?<=.)[${SPECKS}\\s-]+$`, 'u')

/**
 * Repairs what a recogniser does to print and a form's grammar leaves one answer for: specks at the edges of cells, the
 * enumeration comma read as a stroke, straight quotation marks, a 一 in pieces, operators that the form does not print. Texts that were
 * never recognised (text files, digital pages) are left as they are. No digit and no letter changes. `words`: how characters go together
 * in names and targets.
 */
export function repairPrint(draft: DraftForm, form: FormDefinition, words: CharacterModel): DraftForm {
  const corrections: Correction[] = []
  const review: ReviewFlag[] = []
  const repair = (path: string, value: DraftValue, repaired: string, rule: string, reason: string): DraftValue => {
    if (repaired === value.text) return value
    corrections.push(
      sureCorrection(path, value, repaired, { method: 'format', rule, ruleVersion: RULE_VERSION, reason }),
    )
    return { ...value, text: repaired }
  }
  const marks = (path: string, value: DraftValue) =>
    repair(path, value, withPrintedMarks(value.text), 'print/marks', 'marks as Chinese print sets them')
  const one = (path: string, value: DraftValue) => {
    const repaired = repair(path, value, withWholeOne(value.text, words), 'print/one', '一 was read as a dash')
    if (repaired !== value) review.push({ path, reason: 'a dash may be 一 in broken print' })
    return repaired
  }
  const specks = (path: string, value: DraftValue) =>
    repair(path, value, withoutSpecks(value.text), 'print/specks', 'specks at the edge of the cell')
  const fields = new Map(draft.fields)
  for (const { path, kind } of form.fields) {
    const value = draft.fields.get(path)
    if (value === undefined || !isRecognised(value)) continue
    const marked = kind === 'amount' || kind === 'date' ? value : marks(path, value)
    fields.set(path, kind === 'prose' ? marked : specks(path, kind === 'text' ? one(path, marked) : marked))
  }
  const rows = draft.rows.map((row, index) => {
    const path = `indicators[${index}]`
    const [named, targeted] = [`${path}.level3`, `${path}.value`]
    const name = isRecognised(row.name) ? specks(named, one(named, marks(named, row.name))) : row.name
    if (!isRecognised(row.value)) return { ...row, name }
    const value = specks(targeted, one(targeted, marks(targeted, row.value)))
    const operator = rereadOperator(value, form.operators)
    if (operator === null) return { ...row, name, value }
    if (operator.doubt !== null) review.push({ path: targeted, reason: operator.doubt })
    const reason = 'the form prints no such operator; the recogniser saw the printed one too'
    return { ...row, name, value: repair(targeted, value, operator.text, 'print/operator', reason) }
  })
  return {
    ...draft,
    fields,
    rows,
    corrections: [...draft.corrections, ...corrections],
    review: [...draft.review, ...review],
  }
}

/**
 * Dashes become 一 where the words of the domain set one between these neighbours, or where it tells how often: 每月--次, 接入-致性,
 * 每季度-次; 京—沪 keeps its dash. A dash beside a numeral, or between two 一, is one: 十-二十人, 一类-二类, 统一-一次.
 */
function withWholeOne(text: string, words: CharacterModel): string {
  return text.replace(BROKEN_ONE, (run: string, at: number) => {
    const [left, right] = [text[at - 1] ?? '', text[at + run.length] ?? '']
    const isNumber =
      [left, right].some(char => char !== '' && HAN_NUMERALS.includes(char)) || run.split('一').length > 2
    const isWord = words.knows(left, '一', NOTHING) && words.knows(NOTHING, '一', right)
    const isFrequency = OFTEN.test(text.slice(0, at)) && text.slice(at + run.length) === '次'
    return (isWord || isFrequency) && !isNumber ? '一' : run
  })
}

function withoutSpecks(text: string): string {
  return text.replace(LEADING_SPECKS, '').replace(TRAILING_SPECKS, '')
}

/**
 * The ring of ℃ is read twice at times; `丶` is a stroke that no text prints alone; straight quotation marks stand for the opening and
 * closing ones in turn.
 */
function withPrintedMarks(printed: string): string {
  const text = printed.replace(/[°˚º]\s?℃/gu, '℃')
  if (!/\p{Script=Han}/u.test(text)) return text
  let isOpen = false
  return text.replaceAll('丶', '、').replace(/["“”]/gu, mark => {
    isOpen = mark === '"' ? !isOpen : mark === '“'
    return isOpen ? '“' : '”'
  })
}
