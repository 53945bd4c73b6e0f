import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))

/** The superuser may read and write everywhere: as such, tests of permissions run the program as nobody. */
export const AS_NOBODY = process.getuid?.() === 0 ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] : []

export interface CommandOutcome {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface JsonSummary {
  readonly documents: ReadonlyArray<{
    readonly file: string
    readonly status: string
    readonly forms: number
    readonly error: JsonError | null
  }>
  readonly error: JsonError | null
}

export interface JsonError {
  readonly code: string
  readonly message: string
  readonly hint: string
}

/** Runs `tabularium ARGS` as a process of its own; `prefix` is a command that runs it in turn. */
export function tabularium(args: readonly string[], prefix: readonly string[] = []): CommandOutcome {
  const [command = '', ...rest] = [...prefix, process.execPath, '--import', 'tsx', MAIN, ...args]
  const { status, stdout, stderr } = spawnSync(command, rest, { encoding: 'utf8', timeout: 120_000 })
  return { status, stdout, stderr }
}

/** Runs `tabularium ingest … --json` and reads the line it ends with. */
export function ingestByCommand(
  paths: readonly string[],
  db: string,
  prefix: readonly string[] = [],
): { readonly status: number | null; readonly summary: JsonSummary; readonly stderr: string } {
  const args = ['ingest', ...paths, '--db', db, '--json', '--no-progress']
  const { status, stdout, stderr } = tabularium(args, prefix)
  return { status, stderr, summary: JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as JsonSummary }
}

/** Starts `tabularium ARGS` as the leader of a process group of its own, so that all that belongs to it can be killed at once. */
export function startTabularium(args: readonly string[]): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', MAIN, ...args], { stdio: 'ignore', detached: true })
}

/** Kills a command and all processes it started, as a power cut does; waits until it is gone. No error where it has ended. */
export async function killTree(child: ChildProcess): Promise<void> {
  const { pid } = child
  const gone = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : null
  if (pid === undefined || gone === null) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
  await gone
}
