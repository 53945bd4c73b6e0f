/** What a printed form needs to know: one line of a `.gold.jsonl` truth file, which may hold more. */
export interface PrintableForm {
  readonly fiscalYear: number | null
  readonly projectName: string
  readonly projectNature: string | null
  readonly projectCategory: string | null
  readonly competentDepartment: string
  readonly implementingUnit: string | null
  /** ISO days. */
  readonly plannedStart: string | null
  readonly plannedEnd: string | null
  /** Yuan as decimal strings; null prints a blank cell. */
  readonly funds: PrintableFunds
  readonly overallGoal: string | null
  readonly overallGoalPeriod: string | null
  readonly annualGoal: string | null
  readonly indicators: readonly PrintableIndicator[]
}

export interface PrintableFunds {
  readonly totalProject: string | null
  readonly totalAnnual: string | null
  readonly fiscalProject: string | null
  readonly fiscalAnnual: string | null
  readonly carriedOver: string | null
  readonly otherProject: string | null
  readonly otherAnnual: string | null
}

export interface PrintableIndicator {
  readonly level1: string | null
  readonly level2: string | null
  readonly level3: string
  readonly value: string
}
