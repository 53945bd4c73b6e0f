import { foldText } from '../model/printed-text.ts'

/** An indicator name with the level-2 label it stood under, as a model learns it. */
export interface NamedIndicator {
  readonly level2: string
  readonly name: string
  readonly value?: string
  readonly count?: number
}

/** Which level-2 label an indicator belongs to, judged by its words alone. */
export interface NameModel {
  /**
   * Natural log probability of each of `labels`, given the name and the value, were all labels equally common; they
   * sum to probability 1. How common a label is and in which order labels are printed is for the caller to weigh.
   */
  logProbabilities(name: string, value: string, labels: readonly string[]): Map<string, number>
}

/**
 * Weights temper the independence that naive Bayes assumes and overlapping features do not have. They, and the
 * smoothing, were chosen by cross-validation on indicator-names.csv with whole fields of work (education, water …)
 * held out; without values 87% of names come out right. The values in that file are typical ones, not counted ones, so
 * their shape weighs less than cross-validation would allow.
 */
const ENDING_WEIGHTS: readonly number[] = [0.4, 0.2, 0.4]
const CHARACTER_WEIGHT = 0.2
const BIGRAM_WEIGHT = 0.6
const VALUE_WEIGHT = 0.4
/** Additive smoothing; small, since the vocabulary of features is large. */
const SMOOTHING = 0.3
/**
 * Words never decide alone: no label falls below this share. Names filed as their words say would allow 0.003;
 * people also file indicators under labels that do not fit them.
 */
const FLOOR = 0.01

interface Feature {
  readonly key: string
  readonly weight: number
}

/** A naive Bayes model over the characters, character bigrams and endings of the name and the shape of the value. */
export function trainNameModel(indicators: Iterable<NamedIndicator>): NameModel {
  const ranks = new Map<string, number>()
  const totals: number[] = []
  const countsByFeature = new Map<string, number[]>()
  for (const { level2, name, value, count = 1 } of indicators) {
    const rank = ranks.get(level2) ?? ranks.size
    ranks.set(level2, rank)
    for (const { key } of indicatorFeatures(name, value ?? '')) {
      const counts = countsByFeature.get(key) ?? []
      counts[rank] = (counts[rank] ?? 0) + count
      countsByFeature.set(key, counts)
      totals[rank] = (totals[rank] ?? 0) + count
    }
  }
  const smoothed = SMOOTHING * countsByFeature.size
  const logTotals = totals.map(total => Math.log(total + smoothed))
  const logUnseen = Math.log(SMOOTHING)
  const logsByFeature = new Map(
    [...countsByFeature].map(([key, counts]) => [
      key,
      Float64Array.from(totals, (_, rank) => Math.log((counts[rank] ?? 0) + SMOOTHING)),
    ]),
  )
  return {
    logProbabilities(name, value, labels) {
      const wanted = labels.map(label => ranks.get(label) ?? -1)
      const scores = new Float64Array(labels.length)
      for (const { key, weight } of indicatorFeatures(name, value)) {
        const logs = logsByFeature.get(key)
        if (logs === undefined) continue
        for (const [index, rank] of wanted.entries())
          scores[index]! += weight * ((logs[rank] ?? logUnseen) - (logTotals[rank] ?? Math.log(smoothed)))
      }
      const shares = sharesOf([...scores])
      return new Map(labels.map((label, index) => [label, Math.log(shares[index] ?? FLOOR)]))
    },
  }
}

function indicatorFeatures(name: string, value: string): Feature[] {
  const text = [...foldText(name)]
  const list: Feature[] = []
  for (const [index, weight] of ENDING_WEIGHTS.entries())
    if (text.length > index) list.push({ key: `$${text.slice(-index - 1).join('')}`, weight })
  for (const [index, character] of text.entries()) {
    list.push({ key: character, weight: CHARACTER_WEIGHT })
    const next = text[index + 1]
    if (next !== undefined) list.push({ key: character + next, weight: BIGRAM_WEIGHT })
  }
  const shape = valueShape(value)
  if (shape !== '')
    list.push({ key: `=${shape}`, weight: VALUE_WEIGHT }, { key: `=$${shape.slice(-1)}`, weight: VALUE_WEIGHT })
  return list
}

/** Digits as one 0, signs of comparison dropped: what kind of value it is, by its words and unit. */
function valueShape(value: string): string {
  return foldText(value)
    .replace(/[\d.,]+/gu, '0')
    .replace(/[≥≤=<>()$\\]/gu, '')
    .slice(0, 8)
}

/** Log scores as shares that sum to 1, none below `FLOOR`. */
function sharesOf(scores: readonly number[]): number[] {
  const most = Math.max(...scores)
  const odds = scores.map(score => Math.exp(score - most))
  const sum = odds.reduce((total, odd) => total + odd, 0)
  return odds.map(odd => FLOOR + (1 - FLOOR * scores.length) * (odd / sum))
}
