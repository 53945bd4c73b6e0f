import type { Correction } from './correction.ts'
import type { Finding } from './finding.ts'
import type { IndicatorValue } from './indicator-value.ts'
import type { Issue } from './issue.ts'
import type { Place } from './place.ts'

/**
 * Where a value came from. `raw` is the text before any repair; `confidence` how likely the value at `path` is right, 0..1: calibrated for
 * what a recogniser read (`npm run bench -- calibration`), for other texts what their reader says.
 */
export interface Provenance {
  readonly path: string
  readonly place: Place
  readonly raw: string
  readonly engine: string
  readonly confidence: number
}

/** A value that a person should look at, and why. */
export interface ReviewFlag {
  readonly path: string
  readonly reason: string
}

export interface Indicator {
  readonly level1: string | null
  readonly level2: string | null
  readonly level3: string
  readonly value: IndicatorValue
  /** How likely name and target are right: the lower of the two. */
  readonly confidence: number
}

/**
 * A form, read, repaired, typed and checked.
 * `fields` holds every single value of the form by its export path (`projectName`, `funds.totalAnnual`): texts as text,
 * dates as ISO days, amounts as decimal strings in yuan; null = the cell is blank.
 */
export interface FormRecord {
  readonly formType: string
  /** Hash of the form definition and dictionaries it was made with. */
  readonly definition: string
  /** Position in its document, from 1. */
  readonly sequence: number
  readonly pages: readonly number[]
  readonly fiscalYear: number | null
  readonly fields: Readonly<Record<string, string | null>>
  readonly indicators: readonly Indicator[]
  readonly review: readonly ReviewFlag[]
  readonly corrections: readonly Correction[]
  readonly findings: readonly Finding[]
  readonly provenance: readonly Provenance[]
  /** `form-cut` and the like: why the form may not be whole. */
  readonly issues: readonly Issue[]
}
