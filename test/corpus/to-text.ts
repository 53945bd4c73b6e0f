import { type FormTable, tableToSegments, truthToTable } from './form-table.ts'
import { LAYOUTS, type Layout } from './layouts.ts'
import { createRandom } from './random.ts'
import type { FormTruth } from './truth.ts'

const TITLE = '财政项目支出绩效目标申报表'

export interface TextOptions {
  /** Chooses the layout and the writing of the fixed labels. */
  readonly seed: number
  readonly layout?: Layout
}

/** A form as OCR text in the style of the seed: cells separated by tabs, a blank line where a page ends. */
export function formToText(truth: FormTruth, options: TextOptions): string {
  return tableToText(formToTable(truth, options), truth.fiscalYear)
}

export function formToTable(truth: FormTruth, { seed, layout }: TextOptions): FormTable {
  const random = createRandom(seed, truth.projectName, truth.fiscalYear, 'layout')
  return truthToTable(truth, layout ?? random.pick(LAYOUTS), random)
}

export function tableToText(table: FormTable, fiscalYear: number): string {
  const segments = tableToSegments(table).map(segment => segment.map(row => row.join('\t')).join('\n'))
  return `${TITLE}\n\n(${fiscalYear}年度)\n\n${segments.join('\n\n')}\n`
}

/** Several forms one after another under the department's heading, as archives keep them. */
export function textsToBundle(texts: readonly string[], department: string, fiscalYear: number): string {
  return `\n\n${department}${fiscalYear}年度项目绩效目标汇总表\n\n${texts.join('\n')}`
}
