import { EXIT } from './exit-status.ts'

export interface Interrupt {
  readonly signal: AbortSignal
  /** Gives Ctrl-C back its usual meaning. */
  release(): void
}

/** The first Ctrl-C (or SIGTERM) aborts the signal, so that what is under way can be finished; the second ends the process at once. */
export function interruptSignal(onFirst: () => void): Interrupt {
  const controller = new AbortController()
  const onSignal = () => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted)
    controller.abort()
    onFirst()
  }
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal)
  return {
    signal: controller.signal,
    release: () => {
      process.off('SIGINT', onSignal).off('SIGTERM', onSignal)
    },
  }
}
