import { isBalanced } from './doubtful-words.ts'

/**
 * A letter or stroke alone at either end of a Chinese text: what is left of a rule or a crease, and the tick of a pen, are read so. `I期`
 * and its like are names.
 */
const EDGE_STROKE = /^[Il|丨/\\<>√](?=\p{Script=Han})(?![期类级型标区])|(?<=\p{Script=Han})[、,]?[Il|丨/\\<>√]$/u
/** The shortest names of indicators have two characters. */
const LEAST_NAME = /\p{Script=Han}.*\p{Script=Han}|[A-Za-z]{2}/u

/** What a recognised text shows of a rule beside it that was read as a letter; null: nothing. */
export function edgeStroke(text: string): string | null {
  const stroke = EDGE_STROKE.exec(text)?.[0]
  return stroke === undefined ? null : `"${stroke}" at the edge: a letter, or what is left of a line?`
}

/** A bracket or a title's mark of a recognised text whose other half was not read; null: all are whole. */
export function halfBracket(text: string): string | null {
  const half = [
    ['(', ')'],
    ['《', '》'],
  ].find(marks => !isBalanced(text.normalize('NFKC'), marks))
  return half === undefined ? null : `one half of ${half.join('')} is missing`
}

/** Whether a recognised text is too short for the name of an indicator: a line that is no rule may have parted its cell. */
export function isNoName(text: string): boolean {
  return text !== '' && !LEAST_NAME.test(text)
}
