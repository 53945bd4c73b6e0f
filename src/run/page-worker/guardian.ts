import { existsSync } from 'node:fs'
import { Worker } from 'node:worker_threads'

/** How often the guardian looks, in ms. */
const interval = 250

/** Signal by which the guardian says: too much memory. Node gives it no other meaning. */
export const memorySignal = 'SIGUSR2'

/**
 * A thread that ends this process when its parent is gone, even while the main thread is busy with a page and hears of nothing:
 * a killed parent must not leave workers behind. Where the parent cannot look into /proc, it also watches the resident memory.
 * Its script is plain JavaScript, so that it starts without a loader.
 */
export function startGuardian(memoryLimitMb: number): void {
  const script = `
    const { workerData } = require('node:worker_threads')
    const parent = process.ppid
    setInterval(() => {
      if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL')
      if (process.memoryUsage.rss() > workerData.memoryLimit) process.kill(process.pid, workerData.memorySignal)
    }, ${interval})
  `
  const memoryLimit = existsSync('/proc/self/status') ? Number.POSITIVE_INFINITY : memoryLimitMb * 2 ** 20
  new Worker(script, { eval: true, execArgv: [], workerData: { memoryLimit, memorySignal } }).unref()
}
