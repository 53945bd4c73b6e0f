import { describe, expect, it } from 'vitest'
import { readBatch } from '../../../src/report/batch.ts'
import { batchToHtml } from '../../../src/report/html/batch-page.ts'
import type { CellPictures } from '../../../src/report/html/corrections-by-document.ts'
import { correctionsToHtml } from '../../../src/report/html/corrections-page.ts'
import { findingsToHtml } from '../../../src/report/html/findings-page.ts'
import { goldToResult, readGold } from '../../store/gold-result.ts'
import { collect, temporaryStore } from '../../store/temporary-store.ts'
import { CORRECTION, HOSTILE, markedResult } from '../marked-result.ts'

const VOID = new Set(['meta', 'input', 'br', 'img'])

/** Names of the elements that are opened and never closed, or closed and never opened. */
function unbalanced(html: string): string[] {
  const body = html.replace(/<(script|style)>.*?<\/\1>/gsu, '')
  const open: string[] = []
  const wrong: string[] = []
  for (const [, slash, name = ''] of body.matchAll(/<(\/?)([a-z0-9]+)[^>]*>/gu)) {
    if (VOID.has(name)) continue
    if (slash === '') open.push(name)
    else if (open.pop() !== name) wrong.push(name)
  }
  return [...wrong, ...open]
}

async function pages() {
  const { store, runId } = await temporaryStore()
  const result = markedResult()
  await store.saveDocument(result, runId)
  const outcome = {
    path: `/a/${HOSTILE}`,
    file: HOSTILE,
    pages: 1,
    forms: 0,
    indicators: 0,
    corrections: 0,
    findings: 0,
    seconds: 1.5,
  }
  await store.saveOutcome(runId, { ...outcome, sha256: result.source.sha256, status: 'loaded', error: null })
  const error = { code: 'encrypted', message: `Needs a password ${HOSTILE}`, hint: 'Save it without one.', page: null }
  await store.saveOutcome(runId, { ...outcome, path: '/a/b.pdf', sha256: null, status: 'failed', error })
  await store.finishRun(runId, 'finished')
  const batch = await readBatch(store)
  return {
    corrections: (await collect(correctionsToHtml(store, 'From x.db.'))).join(''),
    findings: (await collect(findingsToHtml(store, 'From x.db.'))).join(''),
    batch: (await collect(batchToHtml(batch, 'From x.db.'))).join(''),
  }
}

describe('HTML reports', () => {
  it.each(['corrections', 'findings', 'batch'] as const)(
    '%s: one whole page, nothing of a document is markup',
    async name => {
      const html = (await pages())[name]
      expect(html.startsWith('<!doctype html>')).toBe(true)
      expect(unbalanced(html)).toEqual([])
      expect(html).not.toContain('<script>alert')
      expect(html).not.toContain('<b onmouseover')
      expect(html).toContain('&lt;script&gt;alert')
      expect(html).not.toMatch(/(src|href)=/u)
    },
  )

  it('corrections: figures, what waits for a decision first, then by document', async () => {
    const { corrections } = await pages()
    expect(corrections).toContain('<b>3</b><span>applied</span>')
    expect(corrections).toContain('<b>3</b><span>proposed</span>')
    const [proposed, applied] = ['dictionary/x', 'label/glyph'].map(rule => corrections.indexOf(`<code>${rule}</code>`))
    expect(proposed).toBeGreaterThan(0)
    expect(applied).toBeGreaterThan(proposed ?? 0)
    expect(corrections).toContain('line 3, cell 2')
  })

  it('corrections: precision where people decided, which characters are taken for which, pictures of cells', async () => {
    const { store, runId } = await temporaryStore()
    const result = goldToResult(readGold().slice(0, 1))
    const place = { page: 1, box: { x: 1, y: 2, width: 3, height: 4 }, pixels: null, line: null, column: null }
    const decided = { by: '李明', at: '2026-01-02T03:04:05.000Z' }
    const candidates = [
      { text: '运维扩容', cost: 0.2 },
      { text: '运维<b>', cost: 0.45 },
      { text: '运维护容', cost: 0.3 },
    ]
    const entry = { ...CORRECTION, before: '运维护容', after: '运维扩容', place, decided, candidates }
    const corrections = [
      { ...entry, decision: 'accepted' as const },
      { ...entry, decision: 'rejected' as const, path: 'projectName', place: null },
    ]
    await store.saveDocument({ ...result, forms: result.forms.map(form => ({ ...form, corrections })) }, runId)
    const asked: number[] = []
    const pictures: CellPictures = async rows => {
      asked.push(rows.length)
      return rows.map(({ correction }) => (correction.place === null ? null : 'data:image/webp;base64,AAAA'))
    }
    const html = (await collect(correctionsToHtml(store, '', pictures))).join('')
    expect(unbalanced(html)).toEqual([])
    expect(html).toContain('1 accepted, 1 rejected: precision 50%')
    expect(html).toMatch(/By character pair[\s\S]*护[\s\S]*扩[\s\S]*50%[\s\S]*By document/u)
    expect(html.match(/<img class="cell"[^>]*src="data:image\/webp;base64,AAAA">/gu)).toHaveLength(1)
    expect(html).toContain('李明, 2026-01-02')
    expect(html).toContain('<th>Other readings</th>')
    expect(html).toContain('运维&lt;b&gt; +0.25<')
    expect(asked).toEqual([2])
  })

  it('corrections: says where pictures stop', async () => {
    const { store, runId } = await temporaryStore()
    const gold = readGold().slice(0, 1)
    const notes = async (corrections: number) => {
      const result = goldToResult(gold, `${corrections}.txt`)
      const entries = Array.from({ length: corrections }, (_, i) => ({
        ...CORRECTION,
        path: `indicators[${i}].level3`,
      }))
      await store.saveDocument({ ...result, forms: result.forms.map(f => ({ ...f, corrections: entries })) }, runId)
      const pictures: CellPictures = async rows => rows.map(() => 'data:image/webp;base64,AAAA')
      const html = (await collect(correctionsToHtml(store, '', pictures))).join('')
      await store.removeDocument(result.source.sha256)
      expect(html.match(/<img class="cell"/gu)).toHaveLength(Math.min(corrections, 400))
      return html.includes('Only the first 400 pictures')
    }
    expect([await notes(400), await notes(401)]).toEqual([false, true])
  })

  it('findings: the gravest first, money exact', async () => {
    const { findings } = await pages()
    expect(findings).toContain('<b>76,924,050.00</b>')
    expect(findings).toContain('<dd><span lang="zh-Hans">26,641,350.00</span></dd>')
    expect(findings.indexOf('card bad')).toBeLessThan(findings.indexOf('card warn'))
  })

  it('batch: what failed comes with its next step', async () => {
    const { batch } = await pages()
    expect(batch).toContain('Save it without one.')
    expect(batch).toContain('aria-label="1 loaded, 0 unchanged, 0 partial, 1 failed"')
  })

  it('says so when there is nothing', async () => {
    const { store } = await temporaryStore()
    expect((await collect(correctionsToHtml(store, ''))).join('')).toContain('Nothing was corrected')
    expect((await collect(findingsToHtml(store, ''))).join('')).toContain('No check found anything')
  })
})
