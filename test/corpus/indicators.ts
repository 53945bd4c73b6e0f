import type { Decimal } from 'decimal.js'
import type { Group, IndicatorTemplate, ProjectTemplate } from './catalogue.ts'
import { loadCatalogue } from './catalogue.ts'
import type { FormStyle } from './form-style.ts'
import { printingOrder } from './form-style.ts'
import type { Random } from './random.ts'
import type { TruthIndicator } from './truth.ts'
import type { Draws } from './value-template.ts'
import { expandTemplate, styledValue, valueToTruth } from './value-template.ts'

export const MIN_ROWS = 6
export const MAX_ROWS = 28

interface Situation {
  readonly project: ProjectTemplate
  readonly style: FormStyle
  /** The year's total in yuan. */
  readonly budget: Decimal
  readonly draws: Draws
  readonly fill: (text: string) => string
  /** Draws that are the same in all years of a project, and draws of this year. */
  readonly lasting: Random
  readonly yearly: Random
}

/** A form's rows in printing order, names unique: the project's own, some boilerplate, and mostly a cost target equal to the budget. */
export function drawIndicators({ project, style, budget, draws, fill, lasting, yearly }: Situation): TruthIndicator[] {
  const wanted = lasting.chance(0.1) ? lasting.int(22, MAX_ROWS - 1) : lasting.int(MIN_ROWS, 19)
  const absent = absentGroups(lasting)
  const own = lasting.shuffle(project.indicators).filter(t => !absent.has(t.group))
  const borrowed = lasting.shuffle(loadCatalogue().boilerplate).filter(t => !absent.has(t.group))
  const share = Math.round(wanted * (0.65 + lasting.next() * 0.3))
  const kept = [...own.slice(0, share), ...borrowed]
    .slice(0, wanted)
    .filter((_, i) => i < MIN_ROWS || !yearly.chance(0.04))

  const rows: { group: Group; name: string; value: string }[] = lasting.chance(0.8)
    ? [{ group: '经济成本', name: style.costName, value: costTarget(budget, style) }]
    : []
  const position = (t: IndicatorTemplate) => {
    const i = project.indicators.indexOf(t)
    return i < 0 ? project.indicators.length : i
  }
  for (const template of kept.sort((a, b) => position(a) - position(b))) {
    const name = fill(template.name)
    if (rows.some(row => row.name === name)) continue
    const value = styledValue(expandTemplate(fill(template.value), draws), style.numbers, yearly)
    rows.push({ group: template.group, name, value })
  }
  return printingOrder(style).flatMap(group =>
    rows
      .filter(row => row.group === group)
      .map(row => {
        const [level1, level2] = style.labels[group]
        return { level1, level2, level3: row.name, ...valueToTruth(row.value) }
      }),
  )
}

/** Groups that this project's forms do without. */
function absentGroups(random: Random): ReadonlySet<Group> {
  const absent = new Set<Group>()
  if (random.chance(0.12)) absent.add('满意度')
  if (random.chance(0.15)) absent.add('时效')
  if (random.chance(0.15)) absent.add('可持续')
  if (random.chance(0.1)) absent.add('质量')
  if (random.chance(0.3)) for (const group of ['经济成本', '社会成本', '生态成本'] as const) absent.add(group)
  return absent
}

/** `≤20.00(万元)` for a budget of 200,000 yuan; in yuan where 万元 with two places could not say it exactly. */
export function costTarget(budget: Decimal, style: FormStyle): string {
  const wan = budget.div(10000)
  const [amount, unit] = wan.decimalPlaces() <= 2 ? [wan, '万元'] : [budget, '元']
  return style.numbers === 'bare' ? `≤${amount.toFixed()}${unit}` : `≤${amount.toFixed(2)}(${unit})`
}
