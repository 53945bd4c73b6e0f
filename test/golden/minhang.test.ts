import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ingest } from '../../src/app/composition.ts'
import type { ExportedForm } from '../../src/report/form-to-export.ts'
import { type ScoredForm, scoreForms } from '../bench/score.ts'
import { formTruthSchema } from '../corpus/truth.ts'
import { exported } from './exported.ts'

const SAMPLE = fileURLToPath(new URL('../../samples/minhang-2024.txt', import.meta.url))
const TRUTH = readFileSync(SAMPLE.replace('.txt', '.gold.jsonl'), 'utf8')

const parseLines = <T>(jsonl: string): T[] =>
  jsonl
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as T)

/** What must not change unnoticed: every value, flag, finding and decision; not scores and wording. */
function lasting({ document, corrections, findings, reviewReasons: _, duplicateOf: _none, ...form }: ExportedForm) {
  return {
    file: document.file,
    ...form,
    corrections: corrections.map(({ path, before, after, method, decision, line, column }) => ({
      ...{ path, before, after, method, decision },
      ...{ line, column },
    })),
    findings: findings.map(({ rule, severity, path, expected, actual, amountYuan }) => ({
      ...{ rule, severity, path },
      ...{ expected, actual, amountYuan },
    })),
  }
}

describe('the bundle of Minhang 2024', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tabularium-golden-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const db = join(folder, 'minhang.db')
  let text: string
  let forms: ExportedForm[]

  beforeAll(async () => {
    const { documents } = await ingest([SAMPLE], { db })
    expect(documents).toMatchObject([{ status: 'loaded', forms: 12, indicators: 152, error: null }])
    text = await exported(db)
    forms = parseLines<ExportedForm>(text)
  })

  it('comes out whole: every form, row, field, amount and parsed value as a person read them', () => {
    const truth = parseLines(TRUTH).map(line => formTruthSchema.parse(line))
    const { score, errors } = scoreForms(truth, forms as unknown as ScoredForm[])
    expect(errors).toEqual([])
    expect(score).toMatchObject({ forms: 12, formsFound: 12, extraForms: 0, rows: 152, rowsRight: 152, extraRows: 0 })
    expect(score.fieldsRight).toBe(score.fields)
    expect(score.amountsRight).toBe(score.amounts)
    expect(score.parsedRight).toBe(score.parsed)
    expect(score.silentErrors).toBe(0)
    expect(score.flagged / score.values).toBeLessThanOrEqual(0.08)
  })

  it('is the golden export', async () => {
    const lines = forms.map(form => `${JSON.stringify(lasting(form))}\n`).join('')
    await expect(lines).toMatchFileSnapshot('minhang-2024.export.jsonl')
  })

  it('has exactly the three contradictions of cost and budget, and no fund or date finding', () => {
    const findings = forms.flatMap(form =>
      form.findings.map(({ rule, actual, expected }) => ({ form, rule, actual, expected })),
    )
    const costs = findings.filter(({ rule }) => rule === 'cost-target-vs-budget')
    expect(costs.map(({ form, expected, actual }) => [projectName(form), Number(expected), Number(actual)])).toEqual([
      ['招商宣传费', 1_300_000, 1_000_000],
      ['招商服务费', 230_000, 1_000_000],
      ['招商经费', 26_641_350, 1_000_000],
    ])
    expect(findings.filter(({ rule }) => rule === 'fund-sum' || rule === 'date-order')).toEqual([])
    for (const { form } of costs) expect(form.indicators[0]).toMatchObject({ value: '≤100.00(万元)', number: 100 })
  })

  it('proposes what looks misspelt and leaves the texts alone', () => {
    const proposed = forms.flatMap(form => form.corrections.filter(({ decision }) => decision === 'proposed'))
    const wordings = proposed.map(({ before, after }) => `${before}→${after}`)
    expect(wordings.filter(wording => wording === '运维护容→运维扩容')).toHaveLength(3)
    expect(wordings).toContain('不少以→不少于')
    expect(text.match(/"level3":"[^"]*运维护容/g)).toHaveLength(3)
    expect(forms.some(form => annualGoal(form).includes('不少以'))).toBe(true)
    const changedByDictionary = forms.flatMap(form =>
      form.corrections.filter(({ method, decision }) => method === 'dictionary' && decision !== 'proposed'),
    )
    expect(changedByDictionary).toEqual([])
  })

  it('ingested again is unchanged, and exports the same bytes', async () => {
    const again = await ingest([SAMPLE], { db })
    expect(again.documents).toMatchObject([{ status: 'unchanged', forms: 12, indicators: 152 }])
    expect(await exported(db)).toBe(text)
    const forced = await ingest([SAMPLE], { db, force: true })
    expect(forced.documents).toMatchObject([{ status: 'loaded', forms: 12, indicators: 152 }])
    expect(await exported(db)).toBe(text)
  })
})

const projectName = (form: ExportedForm) => (form as unknown as ScoredForm).projectName
const annualGoal = (form: ExportedForm) => (form as unknown as ScoredForm).annualGoal ?? ''
