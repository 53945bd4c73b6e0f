import { foldText } from '../model/printed-text.ts'

/** How well characters go together, learned from the words of a domain. */
export interface CharacterModel {
  /** How likely `char` is between its neighbours ('' = the beginning or the end), up to a constant; the same for all that was never seen there. */
  weight(left: string, char: string, right: string): number
  /** Whether `char` was ever seen beside one of the two. */
  knows(left: string, char: string, right: string): boolean
}

/** Share of a character that was never seen beside this neighbour. Chosen with `TEMPER` of weigh-characters.ts on the tuning half of the scans. */
const UNSEEN = 0.002
/** Neighbours seen less often than this say little about what follows them. */
const FEW = 4

/** A bigram model in both directions over folded texts; every text counts once. */
export function trainCharacterModel(texts: Iterable<string>): CharacterModel {
  const pairs = new Map<string, number>()
  const before = new Map<string, number>()
  const after = new Map<string, number>()
  const count = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1)
  for (const text of new Set([...texts].map(foldText))) {
    const characters = ['', ...text, '']
    for (let i = 1; i < characters.length; i++) {
      const [left, right] = [characters[i - 1]!, characters[i]!]
      count(pairs, `${left} ${right}`)
      count(before, left)
      count(after, right)
    }
  }
  const share = (pair: string, whole: number | undefined) => (pairs.get(pair) ?? 0) / ((whole ?? 0) + FEW)
  return {
    knows: (left, char, right) => pairs.has(`${left} ${char}`) || pairs.has(`${char} ${right}`),
    weight: (left, char, right) =>
      UNSEEN + share(`${left} ${char}`, before.get(left)) + share(`${char} ${right}`, after.get(right)),
  }
}
