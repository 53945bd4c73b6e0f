/** What an engine might have read instead of a character. `probability` is in 0..1. */
export interface CharCandidate {
  readonly char: string
  readonly probability: number
}

/** One character as read, with the engine's alternatives, best first; `alternatives` excludes the character itself. */
export interface CharReading extends CandidateList {
  readonly char: string
  readonly probability: number
  /** The ink speaks against it, whatever the network says: another look that agrees does not make it surer. */
  readonly isDoubted?: true
}

interface CandidateList {
  readonly alternatives: readonly CharCandidate[]
}

/**
 * What a CTC recogniser believed at one time step: the likeliest symbols with their natural log probability, best first.
 * '' is the CTC blank. Runs of steps that are surely blank are kept as one step.
 */
export type CtcStep = ReadonlyArray<readonly [symbol: string, logProbability: number]>

/**
 * The text of one cell or line as one engine gave it. Immutable: repair puts text beside it, never into it.
 * `confidence` (0..1) is the probability that the whole text is right, as far as the engine knows.
 * `chars` has one entry for each code point of `text` where the engine tells them, else it is absent.
 */
export interface Reading {
  readonly text: string
  readonly confidence: number
  /** `text-file`, `pdf-text`, `ppocr-v4`, `tesseract` … */
  readonly engine: string
  readonly chars?: readonly CharReading[]
  /** The recogniser's posteriors, one list a time step; absent for engines that do not tell them. */
  readonly posteriors?: readonly CtcStep[]
  /** Further readings of the same cell by another engine, crop or scale: evidence, never merged. */
  readonly others?: readonly Reading[]
}
