import { foldText } from '../model/printed-text.ts'
import { generalWords } from './general-words.ts'

/** How well characters go together, learned from the words of a domain and from those of the general language. */
export interface CharacterModel {
  /** How likely `char` is between its neighbours ('' = the beginning or the end), up to a constant; the same for all that was never seen there. */
  weight(left: string, char: string, right: string): number
  /** Whether `char` was ever seen beside one of the two. */
  knows(left: string, char: string, right: string): boolean
}

/**
 * Share of a character that was never seen beside this neighbour. Chosen with `WEIGHING.temper` of repair/limits.ts on the tuning half of the
 * scans, as was that a share in the general language counts as much as one in the domain.
 */
const UNSEEN = 0.002
/** Neighbours seen less often than this, in the texts of the domain and in the corpus of the word list, say little about what follows them. */
const FEW = 4
const FEW_GENERAL = 200

/** A bigram model in both directions over folded texts, in which every text counts once, beside one of the general language. */
export function trainCharacterModel(texts: Iterable<string>): CharacterModel {
  const own = createPairs(FEW)
  for (const text of new Set([...texts].map(foldText))) own.add(['', ...text, ''], 1)
  const models = () => [own, generalPairs()]
  return {
    knows: (left, char, right) => models().some(pairs => pairs.has(left, char) || pairs.has(char, right)),
    weight: (left, char, right) =>
      models().reduce((sum, pairs) => sum + pairs.shareBehind(left, char) + pairs.shareBefore(char, right), UNSEEN),
  }
}

type Pairs = ReturnType<typeof createPairs>

let general: Pairs | null = null

/** Counted at first use (0.3 s, 20 MB): commands that judge no text do without. */
function generalPairs(): Pairs {
  if (general === null) {
    general = createPairs(FEW_GENERAL)
    for (const [word, count] of generalWords()) general.add([...word], count)
  }
  return general
}

/** Counts of neighbouring characters. */
function createPairs(few: number) {
  const pairs = new Map<string, number>()
  const lefts = new Map<string, number>()
  const rights = new Map<string, number>()
  const count = (counts: Map<string, number>, key: string, by: number) => counts.set(key, (counts.get(key) ?? 0) + by)
  // The space keeps the beginning ('' before a character) apart from the end.
  const pairOf = (left: string, right: string) => `${left} ${right}`
  const share = (left: string, right: string, whole: number | undefined) =>
    (pairs.get(pairOf(left, right)) ?? 0) / ((whole ?? 0) + few)
  return {
    add(characters: readonly string[], times: number): void {
      for (let i = 1; i < characters.length; i++) {
        const [left, right] = [characters[i - 1]!, characters[i]!]
        count(pairs, pairOf(left, right), times)
        count(lefts, left, times)
        count(rights, right, times)
      }
    },
    has: (left: string, right: string) => pairs.has(pairOf(left, right)),
    /** Of what stands behind `left`, the share of `right`; of what stands before `right`, the share of `left`. */
    shareBehind: (left: string, right: string) => share(left, right, lefts.get(left)),
    shareBefore: (left: string, right: string) => share(left, right, rights.get(right)),
  }
}
