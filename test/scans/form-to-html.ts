import type { Look } from './look.ts'
import type { PrintableForm } from './printable-form.ts'

interface PrintedCell {
  readonly text: string
  /** Left and right edge as shares of the table width. */
  readonly from: number
  readonly to: number
  readonly rowSpan?: number
  readonly style: 'label' | 'text' | 'amount' | 'prose' | 'narrow-label'
}

/** One form as HTML: title, year and the table of the Shanghai layout with its merged cells. */
export function formToHtml(form: PrintableForm, look: Look): string {
  const year = form.fiscalYear === null ? '' : `${form.fiscalYear}年度`
  const heading = look.yearStyle === 'half-width' ? `(${year})` : `（${year}）`
  return `<section class="form"><h1>财政项目支出绩效目标申报表</h1><p class="year">${heading}</p>${tableToHtml(formToRows(form, look))}</section>`
}

function formToRows(form: PrintableForm, look: Look): PrintedCell[][] {
  const base = edgesOf(look.columns)
  const at = (index: number) => base[index] ?? 1
  const cell = (
    text: string | null,
    from: number,
    to: number,
    style: PrintedCell['style'],
    rowSpan = 1,
  ): PrintedCell => ({
    text: text ?? '',
    from: at(from),
    to: at(to),
    style,
    rowSpan,
  })
  const head: PrintedCell[][] = [
    [
      cell('项目名称', 0, 1, 'label'),
      cell(form.projectName, 1, 3, 'text'),
      cell('项目性质', 3, 4, 'label'),
      cell(form.projectNature, 4, 5, 'text'),
      cell('项目类别', 5, 6, 'label'),
      cell(form.projectCategory, 6, 7, 'text'),
    ],
    [
      cell('主管部门', 0, 1, 'label'),
      cell(form.competentDepartment + look.departmentSuffix, 1, 3, 'text'),
      cell('实施单位', 3, 4, 'label'),
      cell(form.implementingUnit, 4, 7, 'text'),
    ],
    [
      cell('计划开始日期', 0, 1, 'label'),
      cell(form.plannedStart, 1, 3, 'text'),
      cell('计划完成日期', 3, 4, 'label'),
      cell(form.plannedEnd, 4, 7, 'text'),
    ],
  ]
  const fund = (left: string, project: string | null, right: string, annual: string | null): PrintedCell[] => [
    cell(left, 1, 2, 'label'),
    cell(amountToPrint(project), 2, 3, 'amount'),
    cell(right, 3, 5, 'label'),
    cell(amountToPrint(annual), 5, 7, 'amount'),
  ]
  const { funds } = form
  const fundRows: PrintedCell[][] = [
    [
      cell(look.fundsLabel, 0, 1, 'narrow-label', 4),
      ...fund('项目资金总额', funds.totalProject, '年度资金申请总额', funds.totalAnnual),
    ],
    fund('其中：财政资金', funds.fiscalProject, '其中：当年财政拨款', funds.fiscalAnnual),
    fund('', null, '上年结转资金', funds.carriedOver),
    fund('其他资金', funds.otherProject, '其他资金', funds.otherAnnual),
  ]
  const period = form.overallGoalPeriod === null ? '' : ` (${form.overallGoalPeriod})`
  const goalRows: PrintedCell[][] = [
    [
      cell('项目绩效目标', 0, 1, 'narrow-label', 2),
      cell(`项目总目标${period}`, 1, 3, 'label'),
      cell('年度总体目标', 3, 7, 'label'),
    ],
    [cell(form.overallGoal, 1, 3, 'prose'), cell(form.annualGoal, 3, 7, 'prose')],
  ]
  return [...head, ...fundRows, ...goalRows, ...indicatorRows(form, look, at)]
}

/** Heading and rows of the indicators; equal labels in a run are one vertically merged cell. */
function indicatorRows(form: PrintableForm, look: Look, at: (index: number) => number): PrintedCell[][] {
  const { indicators } = form
  const edges = [at(0), at(1), at(2) + look.indicatorShift, at(3) + look.indicatorShift, at(5) + look.indicatorShift, 1]
  const cell = (text: string, column: number, style: PrintedCell['style'], rowSpan = 1): PrintedCell => ({
    text,
    from: edges[column] ?? 0,
    to: edges[column + 1] ?? 1,
    style,
    rowSpan,
  })
  const spansHeading = look.indicatorLabelSpansHeading
  const side = cell('绩效指标', 0, 'narrow-label', indicators.length + (spansHeading ? 1 : 0))
  const heading = [
    spansHeading ? side : cell('', 0, 'label'),
    ...['一级指标', '二级指标', '三级指标', '年度(/项目)指标值'].map((text, i) => cell(text, i + 1, 'label')),
  ]
  const level1 = indicators.map(row => row.level1 ?? '')
  const level2 = indicators.map(row => `${row.level1}\n${row.level2}`)
  const rows = indicators.map((row, index) => {
    const cells: PrintedCell[] = []
    if (index === 0 && !spansHeading) cells.push(side)
    if (level1[index] !== level1[index - 1]) cells.push(cell(row.level1 ?? '', 1, 'text', runLength(level1, index)))
    if (level2[index] !== level2[index - 1]) cells.push(cell(row.level2 ?? '', 2, 'text', runLength(level2, index)))
    cells.push(cell(row.level3, 3, 'text'), cell(row.value, 4, 'text'))
    return cells
  })
  return [heading, ...rows]
}

function runLength(labels: readonly string[], start: number): number {
  let end = start + 1
  while (end < labels.length && labels[end] === labels[start]) end++
  return end - start
}

function tableToHtml(rows: readonly (readonly PrintedCell[])[]): string {
  const edges = [...new Set(rows.flat().flatMap(cell => [share(cell.from), share(cell.to)]))].sort((a, b) => a - b)
  const columns = edges.slice(1).map((edge, i) => `<col style="width:${((edge - (edges[i] ?? 0)) * 100).toFixed(3)}%">`)
  const body = rows.map(row => `<tr>${row.map(cell => cellToHtml(cell, edges)).join('')}</tr>`)
  return `<table><colgroup>${columns.join('')}</colgroup><tbody>${body.join('\n')}</tbody></table>`
}

function cellToHtml(cell: PrintedCell, edges: readonly number[]): string {
  const span = edges.indexOf(share(cell.to)) - edges.indexOf(share(cell.from))
  const rows = (cell.rowSpan ?? 1) > 1 ? ` rowspan="${cell.rowSpan}"` : ''
  const columns = span > 1 ? ` colspan="${span}"` : ''
  return `<td class="${cell.style}"${rows}${columns}><div>${escapeHtml(cell.text)}</div></td>`
}

/** Edges closer than a thousandth of the width are one column line. */
const share = (edge: number) => Math.round(edge * 1000) / 1000

function edgesOf(widths: readonly number[]): number[] {
  const edges = [0]
  for (const width of widths) edges.push((edges.at(-1) ?? 0) + width)
  edges[edges.length - 1] = 1
  return edges
}

/** `1144250.00` → `1,144,250.00`. */
export function amountToPrint(amount: string | null): string {
  if (amount === null) return ''
  const [whole = '', fraction] = amount.split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return fraction === undefined ? grouped : `${grouped}.${fraction}`
}

export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
