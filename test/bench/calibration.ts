import type { FormLibrary } from '../../src/forms/form-library.ts'
import { evidenceTerms, probabilityOf, type ValueText } from '../../src/stages/normalise/value-probability.ts'
import { type JudgedValue, judgeDocument } from './judged-values.ts'
import type { KeptDocument } from './kept-readings.ts'

/** Pulls weights towards where they begin (the recogniser's own word), so that what was hardly ever seen says little. */
const RIDGE = 1
const PRIOR = [0, 1, 0, 0, 0, 0, 0]
const STEPS = 40

export interface ReliabilityBin {
  readonly from: number
  readonly to: number
  readonly values: number
  readonly said: number
  readonly right: number
}

/** Edges of the bins: fine where decisions are taken. */
const EDGES = [0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999, 1.0000001]

/** Limits of review that the table tells the price of. */
const LIMITS = [0.9, 0.95, 0.97, 0.98, 0.99, 0.995]

/** Reliability, expected calibration error and the price of each limit, half by half, and the weights that fit the tuning half now. */
export function calibrationTables(halves: Readonly<Record<string, readonly JudgedValue[]>>): string {
  const bins = Object.entries(halves).flatMap(([half, values]) => [
    ...reliability(values).map(({ from, to, values: count, said, right }) => [
      ...[half, `${from}–${to}`, String(count), said.toFixed(4), right.toFixed(4)],
    ]),
    [half, 'calibration error', String(values.length), '', calibrationError(values).toFixed(4)],
  ])
  const prices = Object.entries(halves).flatMap(([half, values]) =>
    LIMITS.map(limit => {
      const isListed = ({ evidence }: JudgedValue) => evidence.isDoubted || probabilityOf(evidence) < limit
      const silent = values.filter(value => !value.isRight && !isListed(value))
      const numbers = silent.filter(value => value.isNumber).length
      const share = (values.filter(isListed).length / values.length).toFixed(4)
      return [half, String(limit), share, String(silent.length), String(numbers)]
    }),
  )
  const fitted = Object.entries(fitCalibration(halves.tuning ?? []))
  return [
    table(['half', 'said to be right', 'values', 'mean of what is said', 'share that is right'], bins),
    table(['half', '--review-below', 'listed for review', 'silent errors', 'of them numbers'], prices),
    `Weights that fit the tuning half of this run: ${fitted.map(([text, weights]) => `${text} ${weights.join(', ')}`).join('; ')}.`,
  ].join('\n\n')
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n')
}

/** All recognised values of the documents that have a truth. */
export function judgedValues(documents: readonly KeptDocument[], library: FormLibrary): JudgedValue[] {
  return documents.flatMap(document => judgeDocument(document, library, 0.9).judged)
}

/** Values by what was said of them. `right`: the share that is. */
export function reliability(values: readonly JudgedValue[]): ReliabilityBin[] {
  const said = values.map(value => ({ value, p: probabilityOf(value.evidence) }))
  return EDGES.slice(1).flatMap((to, i) => {
    const from = EDGES[i]!
    const own = said.filter(({ p }) => p >= from && p < to)
    if (own.length === 0) return []
    const mean = (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + each, 0) / numbers.length
    const right = mean(own.map(({ value }) => Number(value.isRight)))
    return [{ from, to: Math.min(1, to), values: own.length, said: mean(own.map(({ p }) => p)), right }]
  })
}

/** Expected calibration error: how far what is said and what is right differ, in the mean over all values. */
export function calibrationError(values: readonly JudgedValue[]): number {
  const bins = reliability(values)
  return bins.reduce((sum, bin) => sum + (bin.values / values.length) * Math.abs(bin.said - bin.right), 0)
}

/** Weights of the logistic model for each kind of text: iteratively reweighted least squares with a ridge. Confidence never speaks against. */
export function fitCalibration(values: readonly JudgedValue[]): Record<ValueText, number[]> {
  const weightsOf = (text: ValueText) => {
    const own = values.filter(value => value.evidence.text === text)
    return fitLogistic(
      own.map(value => evidenceTerms(value.evidence)),
      own.map(value => Number(value.isRight)),
    ).map(weight => Math.round(weight * 100) / 100)
  }
  return {
    number: weightsOf('number'),
    words: weightsOf('words'),
    prose: weightsOf('prose'),
    label: weightsOf('label'),
  }
}

function fitLogistic(terms: readonly (readonly number[])[], outcomes: readonly number[]): number[] {
  let weights = [...PRIOR]
  for (let step = 0; step < STEPS; step++) {
    const size = weights.length
    const gradient = weights.map((weight, i) => -RIDGE * (weight - PRIOR[i]!))
    const curvature = weights.map((_, i) => Array.from({ length: size }, (_, j) => (i === j ? RIDGE : 0)))
    for (const [n, row] of terms.entries()) {
      const p = 1 / (1 + Math.exp(-row.reduce((sum, term, i) => sum + term * weights[i]!, 0)))
      for (let i = 0; i < size; i++) {
        gradient[i]! += row[i]! * (outcomes[n]! - p)
        for (let j = 0; j < size; j++) curvature[i]![j]! += row[i]! * row[j]! * p * (1 - p)
      }
    }
    const change = solved(curvature, gradient)
    weights = weights.map((weight, i) => weight + Math.max(-2, Math.min(2, change[i]!)))
    weights[1] = Math.max(0, weights[1]!)
    weights[2] = Math.max(0, weights[2]!)
  }
  return weights
}

/** Gauss–Jordan on a small positive definite system. */
function solved(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i]!])
  for (let i = 0; i < rows.length; i++) {
    const pivot = rows[i]![i]!
    rows[i] = rows[i]!.map(each => each / pivot)
    for (let k = 0; k < rows.length; k++) {
      if (k === i) continue
      const factor = rows[k]![i]!
      rows[k] = rows[k]!.map((each, j) => each - factor * rows[i]![j]!)
    }
  }
  return rows.map(row => row.at(-1)!)
}
