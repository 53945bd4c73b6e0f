import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { type Score, type ScoredForm, scoreForms, sumScores } from '../bench/score.ts'
import { generateForms } from '../corpus/generate.ts'
import { createRandom } from '../corpus/random.ts'
import type { FormTruth } from '../corpus/truth.ts'

const scorer = fileURLToPath(new URL('../../../shared/eval/score.mjs', import.meta.url))

/** An export with faults of every sort: lost, doubled and altered rows, labels, names, values, amounts, flags and forms. */
function faulty(truth: FormTruth, seed: number): ScoredForm {
  const random = createRandom(seed, truth.projectName)
  const spoiled = (text: string) => (random.chance(0.5) ? `${text}误` : text.slice(1))
  const indicators = truth.indicators
    .filter(() => !random.chance(0.08))
    .flatMap(row => (random.chance(0.05) ? [row, { ...row, level3: spoiled(row.level3) }] : [row]))
    .map(row => ({
      ...row,
      level2: random.chance(0.1) ? '数量指标' : row.level2,
      level3: random.chance(0.1) ? spoiled(row.level3) : row.level3,
      value: random.chance(0.1) ? spoiled(row.value) : row.value.replace('(', '（'),
      unit: random.chance(0.05) ? null : row.unit,
      operator: row.operator === '≥' && random.chance(0.3) ? '>=' : row.operator,
    }))
  const needsReview = indicators.flatMap((_, i) =>
    random.chance(0.3)
      ? [
          random.pick([
            `indicators[${i}]`,
            `indicators[${i}].level2`,
            `indicators[${i}].value`,
            `indicators[${i}].level3`,
          ]),
        ]
      : [],
  )
  return {
    ...truth,
    projectName: random.chance(0.2) ? spoiled(truth.projectName) : truth.projectName,
    plannedEnd: random.chance(0.2) ? null : truth.plannedEnd,
    funds: { ...truth.funds, carriedOver: random.chance(0.3) ? null : truth.funds.carriedOver },
    indicators,
    needsReview: random.chance(0.3) ? [...needsReview, 'funds', 'plannedEnd'] : needsReview,
  }
}

const rate = (part: number, whole: number) => (whole === 0 ? 1 : part / whole)

const summaryOf = (s: Score) => ({
  forms: `${s.formsFound}/${s.forms}`,
  extraForms: s.extraForms,
  rowExact: rate(s.rowsRight, s.rows),
  labelExact: rate(s.labelsRight, s.rows),
  nameExact: rate(s.namesRight, s.rows),
  valueExact: rate(s.valuesRight, s.rows),
  valueParsed: rate(s.parsedRight, s.parsed),
  extraRows: s.extraRows,
  fieldExact: rate(s.fieldsRight, s.fields),
  amountExact: rate(s.amountsRight, s.amounts),
  cer: rate(s.characterErrors, s.characters),
  flagRate: rate(s.flagged, s.values),
  silentErrorRate: rate(s.silentErrors, s.values),
  silentErrors: s.silentErrors,
  silentNumberErrors: s.silentNumberErrors,
  values: s.values,
})

describe.runIf(existsSync(scorer))('scoreForms and shared/eval/score.mjs', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tabularium-score-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const jsonl = (list: readonly unknown[]) => list.map(item => `${JSON.stringify(item)}\n`).join('')

  it.each([1, 2, 3])('agree on faulty exports (%i)', seed => {
    const forms = generateForms({ seed, count: 30 })
    const documents = Array.from({ length: 6 }, (_, d) => {
      const golds = forms.slice(d * 5, d * 5 + 5)
      const got = golds.filter((_, i) => (i + seed) % 4 !== 0).map(gold => faulty(gold, seed))
      return { name: `document-${d}`, golds, got: d === 2 ? [...got, got[0]!] : got }
    })
    for (const { name, golds } of documents) writeFileSync(join(folder, `${name}.gold.jsonl`), jsonl(golds))
    const exported = documents.flatMap(({ name, got }) =>
      got.map(form => ({ document: { file: `${name}.txt` }, ...form })),
    )
    writeFileSync(join(folder, 'export.jsonl'), jsonl(exported))
    const args = [scorer, '--gold', folder, '--export', join(folder, 'export.jsonl'), '--json']
    const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
    expect(stderr).toBe('')
    const ours = sumScores(documents.map(({ golds, got }) => scoreForms(golds, got).score))
    expect(summaryOf(ours)).toEqual(JSON.parse(stdout))
  })
})
