import type { Layout } from './layouts.ts'
import { CONTINUATION_COLUMNS, cellsToRow } from './layouts.ts'
import type { Random } from './random.ts'
import type { FormTruth } from './truth.ts'

/** An indicator row as printed: a label only where it stands, '' elsewhere. */
export interface PrintedRow {
  readonly block: string
  readonly level1: string
  readonly level2: string
  readonly name: string
  readonly value: string
}

export type Segment = readonly (readonly string[])[]

/** A form on its way to text: damage changes the rows, the page breaks, or (`edits`, last) the segments' cells. */
export interface FormTable {
  readonly layout: Layout
  /** Rows above the indicators, the header of the indicators last. */
  readonly head: Segment
  readonly rows: readonly PrintedRow[]
  /** Pages break before these indicator rows, ascending; 0 = after the indicators' header. */
  readonly breaks: readonly number[]
  /** Page breaks before these rows of the head. */
  readonly headBreaks: readonly number[]
  readonly edits: readonly ((segments: readonly Segment[]) => Segment[])[]
}

/** 1,144,250.00; a blank cell for null. */
export function printedAmount(amount: string | null): string {
  return amount === null ? '' : amount.replace(/\B(?=(\d{3})+\.)/g, ',')
}

/** The undamaged form: each merged label on the first row it governs, no page break. */
export function truthToTable(truth: FormTruth, layout: Layout, random: Random): FormTable {
  const spaced = random.chance(0.75)
  const block = (parts: readonly string[]) => parts.join(spaced ? ' ' : '')
  const total = random.chance(0.85) ? '(汇总)' : '（汇总）'
  const { funds } = truth
  const period = truth.overallGoalPeriod === null ? '' : ` (${truth.overallGoalPeriod})`
  const put = (columns: readonly number[], ...cells: string[]) => cellsToRow(cells, columns, layout.width)
  const fundRow = (i: number, ...cells: string[]) => put(layout.funds[i] ?? [], ...cells)
  const head = [
    put(
      layout.project,
      ...['项目名称', truth.projectName, '项目性质', truth.projectNature, '项目类别', truth.projectCategory],
    ),
    put(layout.pairs, '主管部门', truth.competentDepartment + total, '实施单位', truth.implementingUnit),
    put(layout.pairs, '计划开始日期', truth.plannedStart, '计划完成日期', truth.plannedEnd),
    fundRow(
      0,
      ...[spaced ? '项目资金 (元)' : '项目资金（元）', '项目资金总额', printedAmount(funds.totalProject)],
      ...['年度资金申请总额', printedAmount(funds.totalAnnual)],
    ),
    fundRow(
      1,
      ...['', '其中：财政资金', printedAmount(funds.fiscalProject)],
      ...['其中：当年财政拨款', printedAmount(funds.fiscalAnnual)],
    ),
    fundRow(2, '', '', '', '上年结转资金', printedAmount(funds.carriedOver)),
    fundRow(3, ...['', '其他资金', printedAmount(funds.otherProject), '其他资金', printedAmount(funds.otherAnnual)]),
    put(layout.goals, block(['项目', '绩效', '目标']), `项目总目标${period}`, '年度总体目标'),
    put(layout.goals, '', truth.overallGoal ?? '', truth.annualGoal),
    put(layout.indicators, '', '一级指标', '二级指标', '三级指标', '年度(/项目)指标值'),
  ]
  const rows = truth.indicators.map((row, i): PrintedRow => {
    const above = truth.indicators[i - 1]
    const opens1 = row.level1 !== above?.level1
    return {
      block: i === 0 ? block(['绩效', '指标']) : '',
      level1: opens1 ? row.level1 : '',
      level2: opens1 || row.level2 !== above?.level2 ? row.level2 : '',
      name: row.level3,
      value: row.value,
    }
  })
  return { layout, head, rows, breaks: [], headBreaks: [], edits: [] }
}

/** Segments between page breaks, cell by cell. */
export function tableToSegments({ layout, head, rows, breaks, headBreaks, edits }: FormTable): readonly Segment[] {
  const cut = <T>(list: readonly T[], at: readonly number[]): T[][] => {
    const bounds = [0, ...at, list.length]
    return bounds.slice(1).map((end, i) => list.slice(bounds[i], end))
  }
  const headPages = cut(head, headBreaks)
  const lastHead = headPages.pop() ?? []
  const pages = cut(rows, breaks).map((page, i) =>
    page.map(row =>
      cellsToRow(
        [row.block, row.level1, row.level2, row.name, row.value],
        i === 0 ? layout.indicators : CONTINUATION_COLUMNS,
        i === 0 ? layout.width : CONTINUATION_COLUMNS.length,
      ),
    ),
  )
  const first = [...lastHead, ...(pages.shift() ?? [])]
  const segments: readonly Segment[] = [...headPages, first, ...pages]
  return edits.reduce<readonly Segment[]>((list, edit) => edit(list), segments)
}
