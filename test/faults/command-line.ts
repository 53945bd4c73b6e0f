import { spawnSync } from 'node:child_process'
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
