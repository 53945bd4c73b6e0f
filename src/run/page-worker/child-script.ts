import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** A script to run in a process of its own, and the Node options it needs. */
export interface ChildScript {
  readonly file: string
  readonly execArgv: readonly string[]
}

/**
 * The script `name` (without extension) beside the module at `importerUrl`. Built code runs as it is; from the sources
 * (tests, tsx) the child loads TypeScript through tsx.
 */
export function childScript(name: string, importerUrl: string): ChildScript {
  const isSource = importerUrl.endsWith('.ts')
  const file = fileURLToPath(new URL(`${name}${isSource ? '.ts' : '.js'}`, importerUrl))
  if (!isSource) return { file, execArgv: [] }
  const loader = pathToFileURL(createRequire(importerUrl).resolve('tsx')).href
  return { file, execArgv: ['--import', loader] }
}
