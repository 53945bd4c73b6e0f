/**
 * How texts become terms of the full-text index. SQLite's own tokenizers cannot serve: `unicode61` takes a Chinese
 * sentence for one word, `trigram` finds nothing shorter than three characters and says so to nobody.
 *
 * A run of Han characters becomes its overlapping pairs and its last character alone: 满意度 → 满意 意度 度.
 * So a search for two characters is one term, for more a phrase of pairs, for one character the prefix of a pair.
 * Letters and digits form words (`90.00`, `cpu`). All other characters separate.
 */
interface Run {
  readonly kind: 'han' | 'word'
  readonly text: string
}

const RUNS = /(?<han>\p{Script=Han}+)|(?<word>(?:(?!\p{Script=Han})[\p{L}\p{N}])+(?:\.\p{N}+)*%?)/gu

/** One form of writing for what readers take as the same: full or half width, capital or small. */
export function foldText(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}

export function textToTerms(text: string): string[] {
  return textToRuns(text).flatMap(run => (run.kind === 'han' ? [...pairs(run.text), lastChar(run.text)] : [run.text]))
}

/**
 * The FTS5 expression that finds all words of `query` (separated by white space), wherever in the form each stands;
 * null when nothing in it can be searched for.
 */
export function queryToMatch(query: string): string | null {
  const phrases = query.split(/\s+/).flatMap(word => wordToPhrase(word) ?? [])
  return phrases.length === 0 ? null : phrases.join(' AND ')
}

/** The runs of `query`, folded: what to mark in a text that was found. */
export function queryToWords(query: string): string[] {
  return [...new Set(textToRuns(query).map(run => run.text))]
}

/** A phrase; its last term is a prefix where the index may hold a longer one (`90` in `90.00`, 满 in 满意). */
function wordToPhrase(word: string): string | null {
  const runs = textToRuns(word)
  const last = runs.at(-1)
  if (!last) return null
  const terms = textToTerms(word)
  // The text may go on after the query ends, where the index has the next pair instead of the lone last character.
  const isLongHan = last.kind === 'han' && [...last.text].length > 1
  return isLongHan ? `"${terms.slice(0, -1).join(' ')}"` : `"${terms.join(' ')}" *`
}

function textToRuns(text: string): Run[] {
  return Array.from(foldText(text).matchAll(RUNS), ({ groups }) =>
    groups?.han === undefined ? { kind: 'word', text: groups?.word ?? '' } : { kind: 'han', text: groups.han },
  )
}

function pairs(han: string): string[] {
  const chars = [...han]
  return chars.slice(1).map((char, index) => `${chars[index]}${char}`)
}

function lastChar(text: string): string {
  return [...text].at(-1) ?? ''
}
