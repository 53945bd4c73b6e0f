import { createPagePool } from '../../../src/run/page-worker/page-pool.ts'

/** A parent to be killed: starts a worker on a page that hangs and prints the worker's process id. */
const [scanModule = '', path = ''] = process.argv.slice(2)
const pool = createPagePool({ size: 1, scanModule, scanOptions: { 1: 'hang' }, pageTimeoutMs: 60_000 })
const document = await pool.readDocument(path)
if (document.issue) throw new Error(document.issue.message)
const page = document.pages[Symbol.asyncIterator]().next()
process.stdout.write(String(await childOf(process.pid)))
await page

async function childOf(pid: number): Promise<number> {
  const { readFile } = await import('node:fs/promises')
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')
  return Number(children.trim().split(' ')[0])
}
