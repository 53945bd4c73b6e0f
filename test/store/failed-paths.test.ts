import { expect, test } from 'vitest'
import type { DocumentOutcome } from '../../src/store/store.ts'
import { temporaryStore } from './temporary-store.ts'

const NOTHING = { pages: 0, forms: 0, indicators: 0, corrections: 0, findings: 0, seconds: 0 }
const error = { code: 'corrupt', message: 'It is damaged.', hint: 'Get it again.', page: null }

function outcome(path: string, status: DocumentOutcome['status']): DocumentOutcome {
  return { ...NOTHING, path, file: path, sha256: null, status, error: status === 'failed' ? error : null }
}

test('what failed when last tried: an archive that gave documents since then has not, a folder only when it was listed', async () => {
  const { store, runId } = await temporaryStore()
  const failed = ['/in/b.zip', '/in/locked', '/in/c.zip', '/in/c.zip.txt', '/in/d.pdf']
  for (const path of failed) await store.saveOutcome(runId, outcome(path, 'failed'))
  expect(await store.pathsToRetry('failed')).toEqual([
    '/in/b.zip',
    '/in/c.zip',
    '/in/c.zip.txt',
    '/in/d.pdf',
    '/in/locked',
  ])
  const later = await store.startRun({ command: 'ingest', configuration: '{}' })
  for (const path of ['/in/b.zip/a.txt', '/in/locked/deep/x.txt', '/in/c.zip-old/a.txt', '/in/d.pdf'])
    await store.saveOutcome(later, outcome(path, 'loaded'))
  expect(await store.pathsToRetry('failed')).toEqual(['/in/c.zip', '/in/c.zip.txt', '/in/locked'])
  await store.noteListed(later, ['/in', '/in/locked', '/in/locked/deep'])
  expect(await store.pathsToRetry('failed')).toEqual(['/in/c.zip', '/in/c.zip.txt'])
  const last = await store.startRun({ command: 'ingest', configuration: '{}' })
  await store.saveOutcome(last, outcome('/in/locked', 'failed'))
  expect(await store.pathsToRetry('failed')).toEqual(['/in/c.zip', '/in/c.zip.txt', '/in/locked'])
})
