/** What a check found. `warn`: it works, but not as well as it could. */
export interface CheckResult {
  readonly name: string
  readonly status: 'ok' | 'warn' | 'fail'
  readonly says: string
  /** What to do; '' where there is nothing to do. */
  readonly hint: string
}

export function ok(name: string, says: string): CheckResult {
  return { name, status: 'ok', says, hint: '' }
}

/** The message of whatever was thrown, on one line. */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return message.split('\n')[0] ?? ''
}
