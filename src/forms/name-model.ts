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
  /** Natural log probability of each of `labels`, given the name and the value; they sum to probability 1. */
  logProbabilities(name: string, value: string, labels: readonly string[]): Map<string, number>
}

/** Features that end the name weigh more than others: …率, …合规性, …及时性, …满意度 tell most. */
const ENDING_WEIGHT = 2
const BIGRAM_WEIGHT = 0.5
const VALUE_WEIGHT = 0.7
/** Additive smoothing; small, since the vocabulary of features is large. */
const SMOOTHING = 0.3
/** Words never decide alone: no label falls below this share. */
const FLOOR = 0.01

/**
 * A naive Bayes model over character bigrams, name endings and the shape of the value. Weights temper the independence
 * that the model assumes and the features do not have.
 */
export function trainNameModel(indicators: Iterable<NamedIndicator>): NameModel {
  const countsByLabel = new Map<string, Map<string, number>>()
  const totals = new Map<string, number>()
  const features = new Set<string>()
  for (const { level2, name, value, count = 1 } of indicators) {
    const counts = countsByLabel.get(level2) ?? new Map<string, number>()
    countsByLabel.set(level2, counts)
    for (const { feature } of indicatorFeatures(name, value ?? '')) {
      counts.set(feature, (counts.get(feature) ?? 0) + count)
      totals.set(level2, (totals.get(level2) ?? 0) + count)
      features.add(feature)
    }
  }
  return {
    logProbabilities(name, value, labels) {
      const scores = new Map(labels.map(label => [label, 0]))
      for (const { feature, weight } of indicatorFeatures(name, value)) {
        if (!features.has(feature)) continue
        for (const label of labels) {
          const seen = (countsByLabel.get(label)?.get(feature) ?? 0) + SMOOTHING
          const all = (totals.get(label) ?? 0) + SMOOTHING * features.size
          scores.set(label, (scores.get(label) ?? 0) + weight * Math.log(seen / all))
        }
      }
      return normalised(scores)
    },
  }
}

function indicatorFeatures(name: string, value: string): { feature: string; weight: number }[] {
  const text = [...foldText(name)]
  const list = [1, 2, 3]
    .filter(length => text.length >= length)
    .map(length => ({ feature: `$${text.slice(-length).join('')}`, weight: ENDING_WEIGHT / (length === 1 ? 2 : 1) }))
  for (let i = 0; i + 1 < text.length; i++) list.push({ feature: `${text[i]}${text[i + 1]}`, weight: BIGRAM_WEIGHT })
  const shape = valueShape(value)
  if (shape !== '') list.push({ feature: `=${shape}`, weight: VALUE_WEIGHT })
  return list
}

/** Digits as one 0, signs of comparison dropped: what kind of value it is, by its words and unit. */
function valueShape(value: string): string {
  return foldText(value)
    .replace(/[\d.,]+/gu, '0')
    .replace(/[≥≤=<>()$\\]/gu, '')
    .slice(0, 8)
}

function normalised(scores: ReadonlyMap<string, number>): Map<string, number> {
  const most = Math.max(...scores.values())
  const sum = [...scores.values()].reduce((total, score) => total + Math.exp(score - most), 0)
  return new Map(
    [...scores].map(([label, score]) => [
      label,
      Math.log(FLOOR + (1 - FLOOR * scores.size) * (Math.exp(score - most) / sum)),
    ]),
  )
}
