/** A contradiction or doubt that a check found. The values stay as read. */
export interface Finding {
  /** `cost-target-vs-budget`, `fund-sum`, `date-order` … */
  readonly rule: string
  readonly severity: 'error' | 'warning' | 'info'
  /** Path of the value the finding is about; '' for the whole form. */
  readonly path: string
  readonly message: string
  readonly expected: string | null
  readonly actual: string | null
  /** Money at stake in yuan as a decimal string; null where none can be named. */
  readonly amountYuan: string | null
}
