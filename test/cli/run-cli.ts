import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

export interface CliResult {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Starts the command line as a process of its own, from the sources. Settings of the environment are left out. */
export function startCli(args: readonly string[]): ChildProcess {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('TABULARIUM_')))
  return spawn(process.execPath, ['--import', 'tsx', join(ROOT, 'src/cli/main.ts'), ...args], { cwd: ROOT, env })
}

export async function cli(args: readonly string[], input = ''): Promise<CliResult> {
  const child = startCli(args)
  child.stdin?.end(input)
  return ended(child)
}

/** What a process wrote until it ended, and how. */
export function ended(child: ChildProcess): Promise<CliResult> {
  const text = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const)
    child[name]?.setEncoding('utf8').on('data', (chunk: string) => {
      text[name] += chunk
    })
  return new Promise(resolve => child.on('close', status => resolve({ status, ...text })))
}

/** A folder for one test file. */
export function temporaryFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'tabularium-cli-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** A file of the repository. */
export function repositoryFile(name: string): string {
  return join(ROOT, name)
}
