import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type DecideParts, type DecisionRequest, decide } from '../../src/run/decide.ts'
import type { Store } from '../../src/store/store.ts'
import { generateForms } from '../corpus/generate.ts'
import { formToText } from '../corpus/to-text.ts'
import { seenPage } from '../pipeline/seen-pages.ts'
import { collect, temporaryStore } from '../store/temporary-store.ts'
import { exportedRequests, partsOf } from './decide-parts.ts'

const truths = generateForms({ seed: 8, count: 40 })

const choices = fc.array(
  fc.record({
    verdict: fc.constantFrom('accepted' as const, 'rejected' as const, 'edited' as const, 'accepted' as const),
    text: fc.constantFrom('完成率', '≥95.00(%)', ' 12 次 ', '', '2024-05-01'),
  }),
  { minLength: 3, maxLength: 30 },
)

async function loaded(store: Store, runId: number, index: number, seed: number): Promise<DecideParts> {
  const sha256 = (index * 10_001 + seed).toString(16).padStart(64, '0')
  for await (const document of store.documents()) await store.removeDocument(document.sha256)
  return partsOf(store, runId, seenPage(formToText(truths[index]!, { seed }), seed), sha256)
}

async function requestsOf(
  store: Store,
  decided: (row: number, isTyped: boolean) => Pick<DecisionRequest, 'verdict' | 'text'>,
): Promise<DecisionRequest[]> {
  const rows = await collect(store.corrections())
  return rows.map(({ document, form, correction: { path, before, rule } }, row) => {
    const key = { row, sha256: document.sha256, sequence: form.sequence, path, before, rule }
    return { ...key, ...decided(row, /^(?:funds\.|planned)/u.test(path)) }
  })
}

const by = { actor: 'Li', decidedAt: '2026-01-02T03:04:05.000Z', command: 'test', dryRun: false }
const form = fc.tuple(fc.nat(truths.length - 1), fc.nat(10_000))

it('the sheet taken in again as it comes out changes nothing, whatever was decided; no text of a person is dropped without a word', async () => {
  const { store, runId } = await temporaryStore()
  await fc.assert(
    fc.asyncProperty(form, choices, async ([index, seed], chosen) => {
      const parts = await loaded(store, runId, index, seed)
      const requests = await requestsOf(store, (row, isTyped) => {
        const { verdict, text } = chosen[row % chosen.length]!
        return verdict !== 'edited'
          ? { verdict, text: null }
          : isTyped
            ? { verdict: 'rejected', text: null }
            : { verdict, text }
      })
      const first = await decide(requests, parts, by)
      const refused = new Set(first.faults.map(({ row }) => row))
      expect(first.faults.filter(({ code }) => code !== 'overruled')).toEqual([])
      const rest = requests.filter(({ row }) => !refused.has(row))
      const second = refused.size === 0 ? first : await decide(rest, parts, by)
      expect(second).toMatchObject({ faults: [], taken: rest.length })
      const ledger = await collect(store.corrections())
      for (const { path, before, rule, verdict } of rest.filter(request => request.verdict === 'edited'))
        expect(
          ledger.map(({ correction }) => correction).filter(entry => entry.path === path && entry.before === before),
          verdict,
        ).toContainEqual(expect.objectContaining({ rule, method: 'review', decision: 'accepted' }))
      const again = await decide(await exportedRequests(store), parts, { ...by, actor: 'Wang' })
      expect(again).toMatchObject({ faults: [], taken: 0 })
    }),
    { numRuns: 25, seed: 21 },
  )
}, 120_000)

it('all of it can be accepted at once', async () => {
  const { store, runId } = await temporaryStore()
  await fc.assert(
    fc.asyncProperty(form, async ([index, seed]) => {
      const parts = await loaded(store, runId, index, seed)
      const requests = await requestsOf(store, () => ({ verdict: 'accepted', text: null }))
      expect(await decide(requests, parts, by)).toMatchObject({ faults: [], taken: requests.length })
    }),
    { numRuns: 15, seed: 22 },
  )
}, 120_000)
