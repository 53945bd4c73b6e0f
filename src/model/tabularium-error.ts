/**
 * Broken machinery or wrong usage; bad documents are `Issue`s instead. Says what to do next and how the process should end
 * (2 usage or configuration, 5 the store failed, 1 a defect of the program).
 */
export class TabulariumError extends Error {
  readonly code: string
  readonly hint: string
  readonly exitStatus: number
  readonly retryable: boolean

  constructor(
    code: string,
    message: string,
    hint: string,
    options: { exitStatus: number; retryable?: boolean; cause?: unknown },
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'TabulariumError'
    this.code = code
    this.hint = hint
    this.exitStatus = options.exitStatus
    this.retryable = options.retryable ?? false
  }
}
