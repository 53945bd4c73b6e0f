import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openStore } from '../../src/store/open-store.ts'
import type { Store } from '../../src/store/store.ts'

/** The name of a database that does not exist yet, in a folder that goes when the test ends. */
export function temporaryDatabase(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tabularium-store-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return join(folder, 'test.db')
}

/** A new store with a run started; closed when the test ends, unless the test closed it. */
export async function temporaryStore(): Promise<{ store: Store; runId: number; file: string }> {
  const file = temporaryDatabase()
  const store = await openStore(file)
  onTestFinished(() => store.close().catch(() => undefined))
  return { store, runId: await store.startRun({ command: 'ingest', configuration: '{}' }), file }
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = []
  for await (const item of items) collected.push(item)
  return collected
}
