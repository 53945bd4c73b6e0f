import { foldText } from '../model/printed-text.ts'
import { generalWords } from './general-words.ts'

/** How well characters go together, learned from the words of a domain and those of the general language. */
export interface CharacterModel {
  /** How likely `char` is between its neighbours ('' = the beginning or the end), up to a constant; the same for all that was never seen there. */
  weight(left: string, char: string, right: string): number
  /** Whether `char` was ever seen beside one of the two. */
  knows(left: string, char: string, right: string): boolean
}

/** Share of a character that was never seen beside this neighbour. Chosen with `TEMPER` of weigh-characters.ts on the tuning half of the scans. */
const UNSEEN = 0.002
/** What a share in the general language counts against one in the domain. Chosen likewise. */
const GENERAL = Number(process.env['GEN'] ?? 0.5)
/** Neighbours seen less often than this say little about what follows them. */
const FEW = 4
const FEW_GENERAL = 200

/** A bigram model in both directions over folded texts; every text counts once. */
export function trainCharacterModel(texts: Iterable<string>): CharacterModel {
  const domain = countPairs(
    [...new Set([...texts].map(foldText))].map(text => [['', ...text, ''], 1] as const),
    FEW,
  )
  return {
    knows: (left, char, right) => domain.has(left, char) || domain.has(char, right) || (GENERAL > 0 && (general().has(left, char) || general().has(char, right))),
    weight: (left, char, right) =>
      UNSEEN + domain.shareL(left, char) + domain.shareR(char, right) + (GENERAL === 0 ? 0 : GENERAL * (general().shareL(left, char) + general().shareR(char, right))),
  }
}

interface Pairs {
  has(left: string, right: string): boolean
  /** … */
  share(left: string, right: string): number
}
let kept: any
function general() { return (kept ??= countPairs(generalPairs(), FEW_GENERAL)) }
function* generalPairs() { for (const [w, c] of generalWords()) yield [[...w], c] as const }
function countPairs(texts: Iterable<readonly [readonly string[], number]>, few: number): any {
  const pairs = new Map<string, number>(), before = new Map<string, number>(), after = new Map<string, number>()
  const count = (counts: Map<string, number>, key: string, by: number) => counts.set(key, (counts.get(key) ?? 0) + by)
  for (const [characters, n] of texts) for (let i = 1; i < characters.length; i++) {
    const [left, right] = [characters[i - 1]!, characters[i]!]
    count(pairs, `${left} ${right}`, n); count(before, left, n); count(after, right, n)
  }
  return {
    has: (l: string, r: string) => pairs.has(`${l} ${r}`),
    // both neighbours' view: P(right|left) and P(left|right)
    shareL: (l: string, r: string) => (pairs.get(`${l} ${r}`) ?? 0) / ((before.get(l) ?? 0) + few),
    shareR: (l: string, r: string) => (pairs.get(`${l} ${r}`) ?? 0) / ((after.get(r) ?? 0) + few),
  }
}
