import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { DocumentResult } from '../../src/model/document.ts'
import type { Finding } from '../../src/model/finding.ts'
import type { FormRecord, Indicator, Provenance } from '../../src/model/form-record.ts'
import type { Operator, ValueKind } from '../../src/model/indicator-value.ts'

/** A line of `NAME.gold.jsonl`: a form as a person read it. */
export interface GoldForm {
  formType: string
  fiscalYear: number
  sequence: number
  projectName: string
  funds: Record<string, string | null>
  indicators: Array<{
    level1: string
    level2: string
    level3: string
    value: string
    operator: Operator | null
    number: number | null
    unit: string | null
    inferred?: boolean
  }>
  [field: string]: unknown
}

const SAMPLE = new URL('../../samples/minhang-2024.gold.jsonl', import.meta.url)

export function readGold(): GoldForm[] {
  return readFileSync(SAMPLE, 'utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as GoldForm)
}

/** The truth of the seed as if the pipeline had read it: the store's input without the stages before it. */
export function goldToResult(
  gold: readonly GoldForm[],
  file = 'minhang-2024.txt',
  configuration = 'c1',
): DocumentResult {
  const sha256 = createHash('sha256').update(file).digest('hex')
  const issues = [{ code: 'low-quality', severity: 'info', message: 'faint', hint: 'scan again', page: 1 }] as const
  return {
    source: { path: `/archive/${file}`, file, sha256, bytes: 1234 },
    configuration,
    engine: 'text-file',
    pages: [{ page: 1, width: null, height: null, dpi: null, source: 'text-file', quality: 1, blocks: [], issues }],
    forms: gold.map(goldToForm),
    issues: [],
  }
}

export function goldToForm(gold: GoldForm): FormRecord {
  const texts = Object.entries(gold).filter(([, value]) => value === null || typeof value === 'string')
  const fields = Object.fromEntries([
    ...texts.filter(([key]) => key !== 'formType').map(([key, value]) => [key, value as string | null]),
    ...Object.entries(gold.funds).map(([key, value]) => [`funds.${key}`, value]),
  ]) as Record<string, string | null>
  const indicators = gold.indicators.map(goldToIndicator)
  return {
    formType: gold.formType,
    definition: 'd1',
    sequence: gold.sequence,
    pages: [1],
    fiscalYear: gold.fiscalYear,
    fields,
    indicators,
    review: gold.indicators.flatMap(({ inferred }, index) =>
      inferred ? [{ path: `indicators[${index}].level2`, reason: 'placed by inference' }] : [],
    ),
    corrections: gold.indicators.flatMap(({ level2, inferred }, index) =>
      inferred
        ? [
            {
              path: `indicators[${index}].level2`,
              before: level2.slice(1),
              after: level2,
              method: 'label',
              rule: 'label/glyph',
              ruleVersion: 1,
              decision: 'applied' as const,
              score: 0.97,
              margin: 0.2,
              candidates: [{ text: level2, cost: 0.1 }],
              place: null,
              reason: 'the only label that fits',
            },
          ]
        : [],
    ),
    findings: costFindings(gold),
    provenance: Object.keys(fields)
      .concat(indicators.flatMap((_, index) => [`indicators[${index}].level3`, `indicators[${index}].value`]))
      .map((path, index) => provenance(path, index)),
    issues: [],
  }
}

function goldToIndicator({
  level1,
  level2,
  level3,
  value,
  operator,
  number,
  unit,
}: GoldForm['indicators'][number]): Indicator {
  const kind: ValueKind = number !== null ? 'numeric' : /\d/.test(value) ? 'deadline' : 'qualitative'
  const exact = number === null ? null : String(number)
  return {
    level1,
    level2,
    level3,
    value: {
      text: value,
      kind,
      operator,
      number: exact,
      numberHigh: null,
      unit,
      dimension: unit === '万元' ? 'money' : unit === '%' ? 'ratio' : null,
      baseNumber: unit === '万元' && number !== null ? String(number * 10_000) : exact,
      deadline: kind === 'deadline' ? { date: '2024-12-31', precision: 'month', from: null } : null,
      doubts: [],
    },
    confidence: 0.98,
  }
}

/** The contradiction of DOMAIN.md: a cost target in 万元 that is not the year's budget. */
function costFindings(gold: GoldForm): Finding[] {
  const budget = Number(gold.funds.totalAnnual)
  return gold.indicators.flatMap(({ level3, number, unit }, index) => {
    if (unit !== '万元' || number === null || Math.abs(number * 10_000 - budget) < 0.005) return []
    return [
      {
        rule: 'cost-target-vs-budget',
        severity: 'error' as const,
        path: `indicators[${index}].value`,
        message: `${level3} is not the budget`,
        expected: String(budget / 10_000),
        actual: String(number),
        amountYuan: Math.abs(number * 10_000 - budget).toFixed(2),
      },
    ]
  })
}

function provenance(path: string, index: number): Provenance {
  const box = { x: 56.7, y: 100 + index * 14.25, width: 120.5, height: 14.25 }
  const pixels = { x: 236, y: 417 + index * 59, width: 502, height: 59 }
  return {
    path,
    place: { page: 1, box, pixels, line: null, column: null },
    raw: `raw ${path}`,
    engine: 'ppocr-v4',
    confidence: 0.99,
  }
}
