/** Every reason for which a decision is not taken. The README explains each ("What an import refuses"). */
export type DecisionFaultCode =
  // the row itself
  | 'unknown-decision'
  | 'text-missing'
  | 'text-unexpected'
  | 'bad-key'
  | 'decided-twice'
  // the row against the database
  | 'no-document'
  | 'no-form'
  | 'no-value'
  | 'text-changed'
  | 'nothing-proposed'
  | 'unreadable-text'
  | 'not-derivable'
  | 'overruled'

export interface DecisionFault {
  /** Row of the spreadsheet, from 1; the headings are row 1. */
  readonly row: number
  readonly code: DecisionFaultCode
  readonly message: string
}
