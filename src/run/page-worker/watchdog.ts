import type { KillReason } from './page-issues.ts'
import { processUsage } from './process-usage.ts'

/** Memory is sampled so often, in ms: a hostile file can take a gigabyte a second. */
const interval = 50
/** A process that used less than `idleCpuMs` of processor time in the last `idleWindowMs` waits for something that will not come. */
const idleWindowMs = 2000
const idleCpuMs = 100
/** On a busy machine a page may take so many times its limit, as long as it has not had its limit of processor time. */
const patience = 3

interface Step {
  readonly limitMs: number
  readonly startedAt: number
  readonly cpuAtStart: number
  /** Processor time at some moments of the step, oldest first, to see whether the process idles. */
  readonly marks: { readonly at: number; readonly cpuMs: number }[]
}

/**
 * Watches a child process from outside: its resident memory all the time, and the time of the step it is at. A step's limit is counted in
 * processor time where the system tells it, so that a busy machine does not make pages fail; a process that only waits is stopped at
 * the limit in wall time, and in any case at three times the limit.
 */
export class Watchdog {
  readonly #pid: number
  readonly #memoryLimitMb: number
  readonly #onKill: (reason: KillReason) => void
  readonly #timer: NodeJS.Timeout
  #step: Step | null = null

  constructor(pid: number, memoryLimitMb: number, onKill: (reason: KillReason) => void) {
    this.#pid = pid
    this.#memoryLimitMb = memoryLimitMb
    this.#onKill = onKill
    this.#timer = setInterval(() => this.#look(), interval)
  }

  /** A step begins: a page, an opening, the start. It ends with the next step or `rest`. */
  begin(limitMs: number): void {
    this.#step = { limitMs, startedAt: performance.now(), cpuAtStart: processUsage(this.#pid)?.cpuMs ?? 0, marks: [] }
  }

  /** The process has nothing to do: only its memory is watched. */
  rest(): void {
    this.#step = null
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  #look(): void {
    const usage = processUsage(this.#pid)
    if (usage && usage.residentMb > this.#memoryLimitMb) this.#onKill('memory')
    const step = this.#step
    if (!step || !isOver(step, usage?.cpuMs ?? null)) return
    // When this process itself was busy, messages of the child may be waiting: they are heard first.
    setImmediate(() => {
      if (step === this.#step) this.#onKill('timeout')
    })
  }
}

function isOver(step: Step, cpuMs: number | null): boolean {
  const now = performance.now()
  const wallMs = now - step.startedAt
  if (cpuMs === null) return wallMs > step.limitMs
  const last = step.marks.at(-1)
  if (!last || now - last.at > idleWindowMs / 4) step.marks.push({ at: now, cpuMs })
  while (step.marks.length > 1 && now - step.marks[1]!.at > idleWindowMs) step.marks.shift()
  const isIdle = now - step.marks[0]!.at > idleWindowMs / 2 && cpuMs - step.marks[0]!.cpuMs < idleCpuMs
  return cpuMs - step.cpuAtStart > step.limitMs || wallMs > patience * step.limitMs || (wallMs > step.limitMs && isIdle)
}
