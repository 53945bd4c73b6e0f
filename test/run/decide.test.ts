import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { valueAt } from '../../src/model/form-values.ts'
import type { Verdict } from '../../src/model/review-decision.ts'
import { type DecisionRequest, decide } from '../../src/run/decide.ts'
import { textToPage } from '../../src/stages/open-text/text-to-page.ts'
import { temporaryStore } from '../store/temporary-store.ts'
import { exportedRequests, partsOf } from './decide-parts.ts'

const SEED = readFileSync(new URL('../../samples/minhang-2024.txt', import.meta.url), 'utf8')
const sha256 = 'ab'.repeat(32)
const path = 'indicators[1].level3'
const by = { actor: 'Li', decidedAt: '2026-01-02T03:04:05.000Z', command: 'test', dryRun: false }

let row = 1
function about(before: string, verdict: Verdict, text: string | null = null): DecisionRequest {
  row += 1
  return { row, sha256, sequence: 12, path, before, verdict, text }
}

async function opened(text = SEED) {
  const { store, runId } = await temporaryStore()
  const parts = await partsOf(store, runId, textToPage(text), sha256)
  const value = async () => valueAt((await store.formsOf(sha256)).find(({ sequence }) => sequence === 12)!, path)
  return { store, runId, parts, value, take: (...requests: DecisionRequest[]) => decide(requests, parts, by) }
}

describe('a person’s own text', () => {
  it('is not dropped for an accepted wording in the same value: one of the two is refused', async () => {
    const { take, value } = await opened()
    const [accept, edit] = [about('运维护容', 'accepted'), about('运维护容完成数', 'edited', '运维完工数')]
    const both = await take(accept, edit)
    expect(both).toMatchObject({ taken: 0, faults: [{ row: edit.row, code: 'overruled' }] })
    expect(await value()).toBe('运维护容完成数')
    expect(await take(edit)).toMatchObject({ taken: 1, faults: [] })
    expect(await value()).toBe('运维完工数')
  })

  it('is not dropped by taking back what it was written over, but together with it', async () => {
    const { take, value } = await opened()
    await take(about('运维护容', 'accepted'))
    await take(about('运维扩容完成数', 'edited', '运维扩容完工数'))
    const alone = await take(about('运维护容', 'withdrawn'))
    expect(alone).toMatchObject({ taken: 0, faults: [{ code: 'overruled' }] })
    expect(alone.faults[0]?.message).toContain('"运维扩容完成数", edited by Li')
    expect(await value()).toBe('运维扩容完工数')
    expect(await take(about('运维护容', 'withdrawn'), about('运维扩容完成数', 'withdrawn'))).toMatchObject({ taken: 2 })
    expect(await value()).toBe('运维护容完成数')
  })

  it('stands in the sheet as idle where its text is gone, also where its form is, and can be withdrawn', async () => {
    const { take, store, runId } = await opened()
    await take(about('运维护容', 'edited', '运维扩展'), { ...about('招商经费', 'edited', '招商'), path: 'projectName' })
    const withoutLast = SEED.slice(0, SEED.lastIndexOf('财政项目支出绩效目标申报表'))
    const parts = await partsOf(store, runId, textToPage(withoutLast), sha256)
    expect((await store.formsOf(sha256)).map(({ sequence }) => sequence)).not.toContain(12)
    const own = (await exportedRequests(store)).filter(({ sequence }) => sequence === 12)
    expect(own.map(({ before, text }) => [before, text])).toEqual([
      ['运维护容', '运维扩展'],
      ['招商经费', '招商'],
    ])
    expect(await decide(own, parts, by)).toMatchObject({ faults: [], taken: 0, known: 2 })
    const withdrawn = own.map(request => ({ ...request, verdict: 'withdrawn' as const, text: null }))
    expect(await decide(withdrawn, parts, by)).toMatchObject({ faults: [], taken: 2 })
    expect(await store.decisionsOf(sha256)).toEqual([])
  })
})
