import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { processUsage } from '../../src/run/page-worker/process-usage.ts'

/** What a command and all the processes it started used up. */
export interface ProcessTreeRun {
  readonly seconds: number
  /** Resident memory of all processes together in MiB, sampled every 250 ms; memory that they share counts for each of them. */
  readonly memoryMb: readonly number[]
  readonly stdout: string
}

const SAMPLE_MS = 250

/** Runs a command to its end and watches it. Throws with what it wrote to stderr where it ends with another status than these. */
export async function runProcessTree(
  command: string,
  args: readonly string[],
  statuses: readonly number[] = [0],
): Promise<ProcessTreeRun> {
  const memoryMb: number[] = []
  const output = { stdout: '', stderr: '' }
  const started = performance.now()
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  child.stdout.setEncoding('utf8').on('data', text => {
    output.stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', text => {
    output.stderr += text
  })
  const timer = setInterval(() => memoryMb.push(treeMemoryMb(child.pid ?? 0)), SAMPLE_MS)
  try {
    const status = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve))
    if (status === null || !statuses.includes(status))
      throw new Error(`${command} ended with status ${status}: ${output.stderr.slice(-2000)}`)
    return { seconds: (performance.now() - started) / 1000, memoryMb, stdout: output.stdout }
  } finally {
    clearInterval(timer)
  }
}

/** Resident memory of a process and all its descendants in MiB. */
function treeMemoryMb(root: number): number {
  const children = new Map<number, number[]>()
  for (const name of readdirSync('/proc')) {
    const pid = Number(name)
    const parent = Number.isInteger(pid) ? parentOf(pid) : null
    if (parent !== null) children.set(parent, [...(children.get(parent) ?? []), pid])
  }
  let sum = 0
  const queue = [root]
  for (let pid = queue.pop(); pid !== undefined; pid = queue.pop()) {
    sum += processUsage(pid)?.residentMb ?? 0
    queue.push(...(children.get(pid) ?? []))
  }
  return sum
}

function parentOf(pid: number): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return null
  }
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}
