import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
const LIST = require.resolve('@node-rs/jieba/dict.txt')
/** Of the package that holds the list. */
export const GENERAL_WORDS_VERSION: string = require('@node-rs/jieba/package.json').version
/** Words rarer than this in the list's own corpus (0.02 to 0.03 of a million) are names and slips for the most part. */
const LEAST_COUNT = 20

/**
 * The words of the general language with how often each stands in the list's corpus: 72,000 of the dictionary of jieba, as
 * @node-rs/jieba ships it (MIT). Lines read `word count part-of-speech`.
 */
export function* generalWords(): Generator<readonly [word: string, count: number]> {
  for (const line of readFileSync(LIST, 'utf8').split('\n')) {
    const [word = '', count] = line.split(' ', 2)
    if (word.length > 1 && Number(count) >= LEAST_COUNT) yield [word, Number(count)]
  }
}
