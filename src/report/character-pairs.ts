import type { Correction } from '../model/correction.ts'

/** A character, or a few that belong together, that stand for others. */
export interface CharacterPair {
  readonly read: string
  readonly meant: string
}

/** A change of more characters in a row than this is no confusion of characters. */
const MOST_CHARACTERS = 3

/**
 * The characters that a correction takes for others: both texts are laid side by side with the fewest changes, and what
 * differs in a row is a pair. Nothing for repairs of format and structure, which confuse no characters, and for texts that
 * differ in more than half of what they hold.
 */
export function characterPairs({
  before,
  after,
  method,
}: Pick<Correction, 'before' | 'after' | 'method'>): CharacterPair[] {
  if (method === 'format' || method === 'structure') return []
  const [a, b] = [[...before], [...after]]
  if (a.length === 0 || b.length === 0) return []
  const runs = differingRuns(a, b)
  const changed = runs.reduce((sum, { read, meant }) => sum + Math.max([...read].length, [...meant].length), 0)
  if (changed > Math.max(a.length, b.length) / 2) return []
  return runs.filter(({ read, meant }) => [...read].length <= MOST_CHARACTERS && [...meant].length <= MOST_CHARACTERS)
}

/** What differs between two texts, run by run, along the cheapest alignment; a change is preferred to an insertion and a deletion. */
function differingRuns(a: readonly string[], b: readonly string[]): CharacterPair[] {
  const width = b.length + 1
  const cost = new Uint32Array((a.length + 1) * width)
  const at = (i: number, j: number) => cost[i * width + j] ?? 0
  for (let i = a.length; i >= 0; i--)
    for (let j = b.length; j >= 0; j--) {
      if (i === a.length || j === b.length) cost[i * width + j] = a.length - i + (b.length - j)
      else {
        const change = at(i + 1, j + 1) + (a[i] === b[j] ? 0 : 1)
        cost[i * width + j] = Math.min(change, at(i + 1, j) + 1, at(i, j + 1) + 1)
      }
    }
  const runs: CharacterPair[] = []
  let [read, meant] = ['', '']
  const end = () => {
    if (read !== '' || meant !== '') runs.push({ read, meant })
    ;[read, meant] = ['', '']
  }
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    const isSame = i < a.length && j < b.length && a[i] === b[j]
    if (isSame && at(i, j) === at(i + 1, j + 1)) {
      end()
      i++
      j++
    } else if (i < a.length && j < b.length && at(i, j) === at(i + 1, j + 1) + 1) {
      read += a[i++]
      meant += b[j++]
    } else if (i < a.length && at(i, j) === at(i + 1, j) + 1) read += a[i++]
    else meant += b[j++]
  }
  end()
  return runs
}
