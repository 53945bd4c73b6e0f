import { describe, expect, it } from 'vitest'
import { loadFormLibrary } from '../../src/forms/form-library.ts'
import { batchTable, batchToJson, readBatch } from '../../src/report/batch.ts'
import { exportToXlsx } from '../../src/report/export-to-xlsx.ts'
import type { formToExport } from '../../src/report/form-to-export.ts'
import { formsToJsonl } from '../../src/report/forms-to-jsonl.ts'
import { indicatorsTable } from '../../src/report/indicators-table.ts'
import { correctionsTable, findingsTable } from '../../src/report/ledger-tables.ts'
import type { ReportTable } from '../../src/report/report-table.ts'
import { goldToResult, readGold } from '../store/gold-result.ts'
import { collect, temporaryStore } from '../store/temporary-store.ts'
import { CORRECTION, FINDING, markedResult } from './marked-result.ts'
import { unzip } from './unzip.ts'

const definitions = loadFormLibrary().families.map(family => family.definition)

async function markedStore() {
  const { store, runId } = await temporaryStore()
  const result = markedResult()
  await store.saveDocument(result, runId)
  return { store, runId, result }
}

async function rowsOf<Row>({ columns, rows }: ReportTable<Row>): Promise<Array<Record<string, unknown>>> {
  const made: Array<Record<string, unknown>> = []
  for await (const row of rows) made.push(Object.fromEntries(columns.map(column => [column.key, column.value(row)])))
  return made
}

/** The names of CONTRACT.md. */
const CONTRACT = {
  form: [
    ...['document', 'pages', 'formType', 'fiscalYear', 'projectName', 'projectNature', 'projectCategory'],
    ...['competentDepartment', 'implementingUnit', 'plannedStart', 'plannedEnd', 'funds', 'overallGoal'],
    ...['annualGoal', 'indicators', 'needsReview', 'corrections', 'findings'],
  ],
  funds: ['totalProject', 'totalAnnual', 'fiscalProject', 'fiscalAnnual', 'carriedOver', 'otherProject', 'otherAnnual'],
  indicator: [
    ...['level1', 'level2', 'level3', 'value', 'kind', 'operator', 'number', 'numberHigh', 'unit', 'deadline'],
    'confidence',
  ],
  correction: ['path', 'before', 'after', 'method', 'decision', 'score', 'page', 'box'],
  finding: ['rule', 'severity', 'path', 'message', 'expected', 'actual'],
}

describe('export', () => {
  it('has the names of the contract, amounts as decimal strings and numbers as numbers', async () => {
    const { store } = await markedStore()
    const [line = ''] = await collect(formsToJsonl(store.forms()))
    const form = JSON.parse(line) as ReturnType<typeof formToExport> & { projectName: string }
    expect(Object.keys(form)).toEqual(expect.arrayContaining(CONTRACT.form))
    expect(Object.keys(form.funds)).toEqual(expect.arrayContaining(CONTRACT.funds))
    expect(Object.keys(form.indicators[0]!)).toEqual(expect.arrayContaining(CONTRACT.indicator))
    expect(Object.keys(form.corrections[0]!)).toEqual(expect.arrayContaining(CONTRACT.correction))
    expect(Object.keys(form.findings[0]!)).toEqual(expect.arrayContaining(CONTRACT.finding))
    for (const amount of Object.values(form.funds))
      expect(amount).toSatisfy(a => a === null || /^\d+\.\d\d$/u.test(a as string))
    expect(line.endsWith('\n')).toBe(true)
  })

  it('has one row an indicator with the form on each, and a row for a form that has none', async () => {
    const { store, result } = await markedStore()
    const rows = await rowsOf(indicatorsTable(store.forms(), definitions))
    const counts = result.forms.map(form => Math.max(1, form.indicators.length))
    expect(rows).toHaveLength(counts.reduce((a, b) => a + b))
    expect(rows[0]).toMatchObject({
      path: 'indicators[0]',
      project_name: result.forms[0]?.fields.projectName,
      funds_total_annual: result.forms[0]?.fields['funds.totalAnnual'],
    })
    expect(rows.at(-1)).toMatchObject({ path: null, level3: null, sequence: 3 })
  })

  it('loses no field that the definitions do not know', async () => {
    const { store, runId, result } = await markedStore()
    const [form] = result.forms
    await store.saveDocument({ ...result, forms: [{ ...form!, fields: { ...form!.fields, score: '98' } }] }, runId)
    const [row] = await rowsOf(indicatorsTable(store.forms(), definitions))
    expect(JSON.parse(row?.other_fields as string)).toMatchObject({ score: '98' })
  })

  it('names each doubt once, with its reason', async () => {
    const { store, runId, result } = await markedStore()
    const [form] = result.forms
    const review = [
      { path: 'indicators[1].value', reason: 'a sign is missing' },
      { path: 'indicators[10].level2', reason: 'inferred' },
      { path: 'funds.totalAnnual', reason: 'faint' },
    ]
    await store.saveDocument(
      { ...result, forms: [{ ...form!, indicators: [...form!.indicators, ...form!.indicators], review }] },
      runId,
    )
    const rows = await rowsOf(indicatorsTable(store.forms(), definitions))
    const doubts = rows.map(row => row.needs_review)
    expect(doubts[0]).toBe('funds.totalAnnual: faint')
    expect(doubts[1]).toBe('indicators[1].value: a sign is missing')
    expect(doubts[10]).toBe('indicators[10].level2: inferred')
    expect(doubts.filter(doubt => doubt !== null)).toHaveLength(3)
  })

  it('lists corrections and findings with their form', async () => {
    const { store, result } = await markedStore()
    const projectName = result.forms[0]?.fields.projectName
    const corrections = await rowsOf(correctionsTable(store.corrections()))
    expect(corrections[0]).toMatchObject({ before: CORRECTION.before, after: CORRECTION.after, line: 3, cell: 2 })
    const findings = await rowsOf(findingsTable(store.findings()))
    expect(findings[0]).toMatchObject({ project_name: projectName, rule: FINDING.rule, amount_yuan: '25641350.00' })
    expect([corrections.length, findings.length]).toEqual([6, 6])
  })

  it('lists with every correction who decided it and when, and what else could stand there', async () => {
    const { store, runId } = await temporaryStore()
    const { forms, ...result } = goldToResult(readGold().slice(0, 1))
    const decided = { by: '李明', at: '2026-01-02T03:04:05.000Z' }
    const candidates = [
      { text: 'b', cost: 0.5 },
      { text: 'a', cost: 0.25 },
    ]
    const corrections = [CORRECTION, { ...CORRECTION, decision: 'accepted' as const, decided, candidates }]
    await store.saveDocument({ ...result, forms: forms.map(form => ({ ...form, corrections })) }, runId)
    expect(await rowsOf(correctionsTable(store.corrections()))).toMatchObject([
      { actor: null, decided_at: null, candidates: null },
      { actor: '李明', decided_at: decided.at, candidates: 'a 0.250; b 0.500' },
    ])
  })

  it('makes a spreadsheet with a sheet each', async () => {
    const { store } = await markedStore()
    const workbook = unzip(await exportToXlsx(store, definitions)).get('xl/workbook.xml') ?? ''
    for (const sheet of ['Forms', 'Indicators', 'Corrections', 'Findings'])
      expect(workbook).toContain(`name="${sheet}"`)
  })
})

describe('batch', () => {
  it('reports the latest run, or the one asked for', async () => {
    const { store, runId, result } = await markedStore()
    const outcome = { pages: 1, forms: 3, indicators: 30, corrections: 6, findings: 6, seconds: 1.23456, error: null }
    await store.saveOutcome(runId, {
      ...outcome,
      path: '/a/x.txt',
      file: 'x.txt',
      sha256: result.source.sha256,
      status: 'loaded',
    })
    await store.finishRun(runId, 'finished')
    const later = await store.startRun({ command: 'ingest', configuration: '{}' })
    await store.finishRun(later, 'finished')
    expect((await readBatch(store)).run.id).toBe(later)
    const batch = await readBatch(store, runId)
    expect(await rowsOf(batchTable(batch))).toMatchObject([
      { run: runId, file: 'x.txt', status: 'loaded', seconds: 1.235 },
    ])
    expect(JSON.parse(batchToJson(batch))).toMatchObject({
      counts: { loaded: 1 },
      documents: [{ file: 'x.txt', issues: [] }],
    })
    await expect(readBatch(store, 99)).rejects.toMatchObject({ code: 'no-run', exitStatus: 2 })
  })
})
