import { Decimal } from 'decimal.js'
import type { FormStyle } from './form-style.ts'
import { costTarget } from './indicators.ts'
import type { Random } from './random.ts'
import type { FormTruth, TruthIndicator } from './truth.ts'
import { valueToTruth } from './value-template.ts'

/** A contradiction that stands in the form and that a check should find; the values are right as they stand. */
export interface ExpectedFinding {
  readonly rule: 'cost-target-vs-budget' | 'fund-sum' | 'date-order' | 'unit-mismatch' | 'unmeasurable-target'
  readonly path: string
}

const COUNT_NAME = /(数|次数|人数|数量)$/

/** Writes into some forms what auditors look for; most stay sound. */
export function contradict(
  sound: FormTruth,
  style: FormStyle,
  random: Random,
): { truth: FormTruth; expectedFindings: ExpectedFinding[] } {
  let truth = sound
  const expectedFindings: ExpectedFinding[] = []
  const replaceRow = (index: number, row: TruthIndicator, rule: ExpectedFinding['rule']) => {
    truth = { ...truth, indicators: truth.indicators.with(index, row) }
    expectedFindings.push({ rule, path: `indicators[${index}].value` })
  }

  const cost = truth.indicators.findIndex(row => row.level3 === style.costName)
  if (cost >= 0 && random.chance(0.1)) {
    const budget = new Decimal(truth.funds.totalAnnual!)
    const boilerplate = new Decimal(1_000_000)
    const other =
      random.chance(0.6) && !budget.eq(boilerplate) ? boilerplate : budget.times(random.pick([0.1, 0.8, 1.2, 10]))
    const row = truth.indicators[cost]!
    replaceRow(cost, { ...row, ...valueToTruth(costTarget(other.toDecimalPlaces(2), style)) }, 'cost-target-vs-budget')
  }
  const count = truth.indicators.findIndex(
    row => COUNT_NAME.test(row.level3) && row.number !== null && row.unit !== '%',
  )
  if (count >= 0 && random.chance(0.03)) {
    const row = truth.indicators[count]!
    const value = style.numbers === 'bare' ? '=100%' : '=100.00(%)'
    replaceRow(count, { ...row, ...valueToTruth(value) }, 'unit-mismatch')
  }
  for (const [index, row] of truth.indicators.entries()) {
    if (row.level1 === '满意度指标' && row.number === null)
      expectedFindings.push({ rule: 'unmeasurable-target', path: `indicators[${index}].value` })
  }
  if (random.chance(0.02)) {
    const carriedOver = new Decimal(truth.funds.carriedOver ?? 0).plus(random.pick([1000, 20000, 55000])).toFixed(2)
    truth = { ...truth, funds: { ...truth.funds, carriedOver } }
    expectedFindings.push({ rule: 'fund-sum', path: 'funds.totalAnnual' })
  }
  if (random.chance(0.01)) {
    truth = { ...truth, plannedEnd: `${Number(truth.plannedStart.slice(0, 4)) - 1}-12-31` }
    expectedFindings.push({ rule: 'date-order', path: 'plannedEnd' })
  }
  return { truth, expectedFindings }
}
