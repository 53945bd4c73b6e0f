import fc from 'fast-check'
import type { Box } from '../../src/model/box.ts'
import type { Correction } from '../../src/model/correction.ts'
import type { DocumentResult } from '../../src/model/document.ts'
import type { Finding } from '../../src/model/finding.ts'
import type { FormRecord, Indicator, Provenance, ReviewFlag } from '../../src/model/form-record.ts'
import type { IndicatorValue } from '../../src/model/indicator-value.ts'
import type { Issue } from '../../src/model/issue.ts'
import type { PageReading } from '../../src/model/page-reading.ts'
import type { Place } from '../../src/model/place.ts'

/** Any text that is well-formed Unicode, quotes, line breaks and rare characters included, and Chinese more often than not. */
const han = fc.string({ unit: fc.constantFrom(...'满意度招商经费项目绩效目标〇𠮷（）≥≤％,.\'"\n\t\\'), maxLength: 12 })
const text = fc.oneof(
  { weight: 3, arbitrary: han },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 8 }) },
)
const nullable = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null })
/** Records as programs make them: with the prototype of every object literal. */
const record = <T>(model: { [Key in keyof T]: fc.Arbitrary<T[Key]> }): fc.Arbitrary<T> =>
  fc.record(model, { noNullPrototype: true }) as fc.Arbitrary<T>
const size = fc.double({ min: 0, max: 10_000, noNaN: true, noDefaultInfinity: true }).map(value => value + 0)
const unit = fc.double({ min: 0, max: 1, noNaN: true }).map(value => value + 0)
const page = fc.integer({ min: 1, max: 400 })
const decimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.integer({ min: 0, max: 99 }))
  .map(([whole, part]) => `${whole}.${String(part).padStart(2, '0')}`)
const path = fc.oneof(
  fc.constantFrom('projectName', 'projectNature', 'funds.totalAnnual', ''),
  fc
    .tuple(fc.nat(30), fc.constantFrom('level1', 'level2', 'level3', 'value'))
    .map(([i, part]) => `indicators[${i}].${part}`),
)

const box: fc.Arbitrary<Box> = record({ x: size, y: size, width: size, height: size })
const place: fc.Arbitrary<Place> = record({
  page,
  box: nullable(box),
  pixels: nullable(box),
  line: nullable(page),
  column: nullable(page),
})

const issue: fc.Arbitrary<Issue> = record({
  code: fc.constantFrom('form-cut', 'low-quality', 'blank-page'),
  severity: fc.constantFrom('error', 'warning', 'info'),
  message: text,
  hint: text,
  page: nullable(page),
})

const value: fc.Arbitrary<IndicatorValue> = record({
  text,
  kind: fc.constantFrom('numeric', 'range', 'deadline', 'frequency', 'relative', 'qualitative', 'unparsed'),
  operator: nullable(fc.constantFrom('≥', '≤', '=', '>', '<', '≈')),
  number: nullable(decimal),
  numberHigh: nullable(decimal),
  unit: nullable(text),
  dimension: nullable(fc.constantFrom('money', 'ratio')),
  baseNumber: nullable(decimal),
  deadline: nullable(
    record({
      date: fc.constantFrom('2024-10-31', '2025-12-31'),
      precision: fc.constantFrom('day', 'month', 'quarter', 'year'),
      from: nullable(fc.constant('2023-07-01')),
    }),
  ),
  doubts: fc.array(text, { maxLength: 2 }),
})

const indicator: fc.Arbitrary<Indicator> = record({
  level1: nullable(text),
  level2: nullable(text),
  level3: text,
  value,
  confidence: unit,
})

const review: fc.Arbitrary<ReviewFlag> = record({ path, reason: text })

const correction: fc.Arbitrary<Correction> = record<Omit<Correction, 'decided'>>({
  path,
  before: text,
  after: text,
  method: text,
  rule: text,
  ruleVersion: page,
  decision: fc.constantFrom('applied', 'proposed', 'accepted', 'rejected'),
  score: unit,
  margin: nullable(size),
  candidates: fc.array(record({ text, cost: size }), { maxLength: 3 }),
  place: nullable(place),
  reason: text,
}).chain(made =>
  fc.option(record({ by: text, at: fc.constant('2026-01-02T03:04:05.678Z') }), { nil: null }).map(decided =>
    // A person's decision stands only where one was made.
    decided === null ? made : { ...made, decided },
  ),
)

const finding: fc.Arbitrary<Finding> = record({
  rule: fc.constantFrom('fund-sum', 'date-order'),
  severity: fc.constantFrom('error', 'warning', 'info'),
  path,
  message: text,
  expected: nullable(text),
  actual: nullable(text),
  amountYuan: nullable(decimal),
})

const provenance: fc.Arbitrary<Provenance> = record({ path, place, raw: text, engine: text, confidence: unit })

/** Known fields, missing or blank or filled, and fields no column knows. */
const fields = fc
  .tuple(
    fc.record(
      {
        projectName: nullable(text),
        competentDepartment: nullable(text),
        plannedStart: nullable(fc.constant('2024-01-01')),
        annualGoal: nullable(text),
        'funds.totalAnnual': nullable(decimal),
        'funds.carriedOver': nullable(decimal),
      },
      { requiredKeys: [], noNullPrototype: true },
    ),
    // Not '__proto__': as a key of a plain object it would set the prototype, before the store ever sees it.
    fc.dictionary(
      text.filter(key => key !== '__proto__'),
      nullable(text),
      { maxKeys: 3, noNullPrototype: true },
    ),
  )
  .map(([known, others]) => ({ ...others, ...known }) as Record<string, string | null>)

const form: fc.Arbitrary<Omit<FormRecord, 'sequence'>> = record({
  formType: text,
  definition: text,
  pages: fc.array(page, { maxLength: 4 }),
  fiscalYear: nullable(fc.integer({ min: 1990, max: 2100 })),
  fields,
  // Up to 90, so that every batch size of insert-rows.ts takes part.
  indicators: fc.array(indicator, { maxLength: 90, size: 'max' }),
  review: fc.array(review, { maxLength: 3 }),
  corrections: fc.array(correction, { maxLength: 6 }),
  findings: fc.array(finding, { maxLength: 3 }),
  provenance: fc.array(provenance, { maxLength: 20 }),
  issues: fc.array(issue, { maxLength: 2 }),
})

const pageReading: fc.Arbitrary<PageReading> = record({
  page,
  width: nullable(size),
  height: nullable(size),
  dpi: nullable(size),
  source: fc.constantFrom('text-file', 'pdf-text', 'scan'),
  quality: unit,
  blocks: fc.constant([]),
  issues: fc.array(issue, { maxLength: 2 }),
})

/** A document of up to three forms; its sha256 follows from its name, so different names are different documents. */
export const documentResult: fc.Arbitrary<DocumentResult> = record({
  name: fc.constantFrom('a.txt', 'b.pdf', '乙.pdf'),
  configuration: text,
  engine: text,
  pages: fc.array(pageReading, { maxLength: 3 }),
  forms: fc.array(form, { minLength: 1, maxLength: 3 }),
  issues: fc.array(issue, { maxLength: 2 }),
}).map(({ name, forms, ...rest }) => ({
  ...rest,
  source: { path: `/in/${name}`, file: name, sha256: `sha-${name}`, bytes: 10 },
  forms: forms.map((one, index) => ({ ...one, sequence: index + 1 })),
}))
