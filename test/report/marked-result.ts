import type { Correction } from '../../src/model/correction.ts'
import type { DocumentResult } from '../../src/model/document.ts'
import type { Finding } from '../../src/model/finding.ts'
import { goldToResult, readGold } from '../store/gold-result.ts'

/** A text that a document might hold to harm whoever reads a report of it. */
export const HOSTILE = '<script>alert("报告")</script><b onmouseover=\'x\'>'

export const CORRECTION: Correction = {
  path: 'indicators[0].level2',
  before: HOSTILE,
  after: '社会效益指标',
  method: 'label',
  rule: 'label/glyph',
  ruleVersion: 1,
  decision: 'applied',
  score: 0.97,
  margin: 0.5,
  candidates: [],
  place: { page: 1, box: null, pixels: null, line: 3, column: 2 },
  reason: 'the label of this column nearest to what was read',
}

export const FINDING: Finding = {
  rule: 'cost-target-vs-budget',
  severity: 'error',
  path: 'indicators[0].value',
  message: `"${HOSTILE}" is too low`,
  expected: '26641350.00',
  actual: '1000000.00',
  amountYuan: '25641350.00',
}

/** The seed's first forms with corrections and findings that a report must show and must not obey. */
export function markedResult(): DocumentResult {
  const result = goldToResult(readGold().slice(0, 3), `${HOSTILE}.txt`)
  const forms = result.forms.map((form, index) => ({
    ...form,
    corrections: [
      CORRECTION,
      { ...CORRECTION, path: 'indicators[1].level3', decision: 'proposed' as const, rule: 'dictionary/x' },
    ],
    findings: [
      FINDING,
      { ...FINDING, rule: 'unmeasurable-target', severity: 'warning' as const, amountYuan: null, path: '' },
    ],
    ...(index === 2 ? { indicators: [] } : {}),
  }))
  return { ...result, forms }
}
