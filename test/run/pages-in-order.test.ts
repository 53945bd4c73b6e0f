import { describe, expect, test } from 'vitest'
import type { PageReading } from '../../src/model/page-reading.ts'
import { PageWatch } from '../../src/model/page-timing.ts'
import { unreadPage } from '../../src/run/page-worker/page-issues.ts'
import { pagesInOrder, type TaskRunner } from '../../src/run/page-worker/pages-in-order.ts'

/** Workers that read every page but those that stop them, and count how often each page was begun. */
function workersThat(stopAt: (page: number) => boolean): TaskRunner & { readonly tries: Map<number, number> } {
  const tries = new Map<number, number>()
  return {
    size: 1,
    tries,
    release() {},
    async run(task, { onPage = () => {} } = {}) {
      for (const page of task.type === 'read' ? task.pages : []) {
        tries.set(page, (tries.get(page) ?? 0) + 1)
        if (stopAt(page)) return { type: 'killed', reason: 'crashed' }
        onPage(unreadPage(page, []), new PageWatch().timing())
      }
      return { type: 'done' }
    },
  }
}

async function read(workers: TaskRunner, pageCount: number, isKnown = (_page: number) => false) {
  const pages: PageReading[] = []
  const document = { path: 'x.pdf', password: null }
  for await (const page of pagesInOrder(workers, document, pageCount, isKnown, () => {})) pages.push(page)
  return { pages, lost: pages.filter(({ issues }) => issues.length > 0) }
}

describe('pages that stop their workers', () => {
  test('cost only themselves, each after a second try, as long as others can be read', async () => {
    const workers = workersThat(page => [2, 3, 50, 51, 52, 300].includes(page))
    const { pages, lost } = await read(workers, 500)
    expect(pages.map(({ page }) => page)).toEqual(Array.from({ length: 500 }, (_, index) => index + 1))
    expect(lost.map(({ page }) => page)).toEqual([2, 3, 50, 51, 52, 300])
    for (const { page, issues } of lost) {
      expect(workers.tries.get(page)).toBe(2)
      expect(issues[0]?.message).toBe(`Page ${page} made the reading process crash.`)
    }
  })

  test('do not keep a later run from the pages behind them', async () => {
    const bad = [100, 101, 102, 103, 104, 105]
    const { lost } = await read(
      workersThat(page => bad.includes(page)),
      500,
      page => page < 100,
    )
    expect(lost.map(({ page }) => page)).toEqual(bad)
  })

  test('end a file that has little else, every page with its reason', async () => {
    const workers = workersThat(page => page > 1)
    const { pages, lost } = await read(workers, 10_000)
    expect(pages).toHaveLength(10_000)
    expect(lost).toHaveLength(9999)
    expect(lost.at(-1)?.issues[0]?.message).toContain('was not read')
    expect(workers.tries.size).toBeLessThan(10)
  })
})
