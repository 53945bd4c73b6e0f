import { Worker } from 'node:worker_threads'

/** How often the guardian looks, in ms: a hostile file can take a gigabyte a second. */
const interval = 50

/** Signal by which the guardian says: too much memory. Node gives it no other meaning. */
export const memorySignal = 'SIGUSR2'

/**
 * A thread that ends this process when its parent is gone or it takes too much memory, even while the main thread is busy with a
 * page and hears of nothing: a killed parent must not leave workers behind, and one that is busy itself looks at nobody's memory.
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
  const memoryLimit = memoryLimitMb * 2 ** 20
  new Worker(script, { eval: true, execArgv: [], workerData: { memoryLimit, memorySignal } }).unref()
}
