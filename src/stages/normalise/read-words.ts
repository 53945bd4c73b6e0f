import type { Operator } from '../../model/indicator-value.ts'
import {
  type BoundWords,
  EQUALS_LOOKALIKES,
  EVENT_BEFORE,
  OPERATOR_LOOKALIKES,
  SUBJECT_BEFORE,
  WORDS_AT_END,
  WORDS_BEFORE,
  WORDS_BEHIND,
} from './grammar.ts'

export interface WordsReading {
  readonly operator: Operator | null
  readonly doubts: readonly string[]
}

interface Word {
  readonly word: string
  readonly operator: Operator | null
}

const longestFirst = (lists: BoundWords): Word[] =>
  lists
    .flatMap(([operator, words]) => words.split(' ').map(word => ({ word, operator })))
    .sort((a, b) => b.word.length - a.word.length)

const BEFORE = longestFirst(WORDS_BEFORE)
const BEHIND = longestFirst(WORDS_BEHIND)
const AT_END = WORDS_AT_END.split(' ').sort((a, b) => b.length - a.length)

/**
 * The words and signs before a number: `不低于` → ≥.
 * @param rest what follows them, for the alternatives that a doubt offers
 */
export function readWordsBefore(head: string, rest: string): WordsReading {
  const operators: Operator[] = []
  const unknown: string[] = []
  let index = 0
  let gap = ''
  while (index < head.length) {
    const known = BEFORE.find(({ word }) => head.startsWith(word, index))
    if (known && !isStray(known.word, head, index, operators.length > 0)) {
      if (gap) unknown.push(gap)
      gap = ''
      if (known.operator) operators.push(known.operator)
      index += known.word.length
    } else gap += head[index++]
  }
  if (gap) unknown.push(gap)
  const doubts = [...conflict(operators, head), ...bareAngle(head, rest)]
  if (unknown.length > 0 && !SUBJECT_BEFORE.test(head) && !EVENT_BEFORE.test(head))
    doubts.push(unknownHead(unknown.join(''), head, rest))
  return { operator: operators[0] ?? null, doubts }
}

/** Punctuation stands behind a word (及时，不少于3次); at the start or behind a bound it is a damaged sign or digit. */
function isStray(word: string, head: string, index: number, hasBound: boolean): boolean {
  return /^[,:;、]$/.test(word) && (hasBound || !/\p{Script=Han}/u.test(head[index - 1] ?? ''))
}

function unknownHead(unknown: string, head: string, rest: string): string {
  if (head.length === 1 && OPERATOR_LOOKALIKES.test(head)) return `≥${rest}?`
  if (head.length === 1 && EQUALS_LOOKALIKES.test(head)) return `=${rest}?`
  return `the words "${unknown}" before the number are not known`
}

/** Recognisers lose the stroke under ≥ and ≤ (OCR.md: neither sign is in any chi_sim character set). */
function bareAngle(head: string, rest: string): string[] {
  if (head === '>') return [`≥${rest}?`]
  return head === '<' ? [`≤${rest}?`] : []
}

/**
 * The words behind a number and its unit: `以内` → ≤. Closing words and bracketed notes say nothing about the number.
 * @param isUnit a unit that stands in brackets here is out of place
 */
export function readWordsBehind(tail: string, isUnit: (text: string) => boolean): WordsReading {
  const operators: Operator[] = []
  let rest = tail
  for (;;) {
    const bound = BEHIND.find(({ word }) => rest.startsWith(word))
    const word = bound?.word ?? AT_END.find(end => rest.startsWith(end)) ?? noteAtStart(rest, isUnit)
    if (word === undefined) break
    if (bound?.operator) operators.push(bound.operator)
    rest = rest.slice(word.length)
  }
  const doubts = conflict(operators, tail)
  const isProse = operators.length > 0 && /^\p{Script=Han}{2,}$/u.test(rest)
  if (rest !== '' && !isProse) doubts.push(`"${rest}" behind the number is not known`)
  return { operator: operators[0] ?? null, doubts }
}

function noteAtStart(text: string, isUnit: (text: string) => boolean): string | undefined {
  const note = /^\(([\p{Script=Han},;:、]*\p{Script=Han})\)/u.exec(text)
  return note && !isUnit(note[1]!) ? note[0] : /^[,;、!](?=.)|^[!;.]$/.exec(text)?.[0]
}

/** A bracketed unit holds no words about the bound: `(项左右)` is no unit. */
export function hasBoundWords(text: string): boolean {
  return BEHIND.some(({ word }) => text.length > word.length && text.endsWith(word))
}

/** Where in a run of letters the unit ends and words about the bound begin; -1: nowhere. */
export function boundWordsAt(run: string, isUnit: (text: string) => boolean): number {
  for (let index = 0; index < run.length; index++) {
    const starts =
      BEHIND.some(({ word }) => run.startsWith(word, index)) || AT_END.some(word => run.slice(index) === word)
    if (starts && (index === 0 || isUnit(run.slice(0, index)))) return index
  }
  return -1
}

/** Both sides may name the bound, if they agree: ≥90%以上. */
export function oneOperator(before: Operator | null, behind: Operator | null, doubts: string[]): Operator | null {
  if (before && behind && before !== behind && !(before === '≈' || behind === '≈')) {
    doubts.push(`"${before}" before the number and "${behind}" behind it disagree`)
  }
  return before ?? behind
}

function conflict(operators: readonly Operator[], text: string): string[] {
  return new Set(operators).size > 1 ? [`"${text}" names more than one bound`] : []
}
