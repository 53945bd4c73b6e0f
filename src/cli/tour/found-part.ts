import { Decimal } from 'decimal.js'
import { groupDigits } from '../../report/format-yuan.ts'
import type { FindingOfForm, StoreReader } from '../../store/store.ts'
import { tableToText } from '../terminal/text-table.ts'
import type { TourPart } from './tour-part.ts'

const SHOWN = 5

/** What contradicts itself, the most money first. */
export async function foundPart(reader: StoreReader, width: number): Promise<TourPart> {
  const findings: FindingOfForm[] = []
  for await (const finding of reader.findings()) findings.push(finding)
  const money = ({ finding }: FindingOfForm) => new Decimal(finding.amountYuan ?? 0)
  const sorted = findings.sort((a, b) => money(b).cmp(money(a)))
  const rows = sorted
    .slice(0, SHOWN)
    .map(({ form, finding }) => [
      form.projectName ?? '',
      String(form.fiscalYear ?? ''),
      finding.rule,
      amountText(finding.actual),
      amountText(finding.expected),
      finding.amountYuan === null ? '' : groupDigits(finding.amountYuan),
    ])
  const headings = ['project', 'year', 'rule', 'says', 'expected', 'yuan at stake']
  const total = sorted.reduce((sum, row) => sum.plus(money(row)), new Decimal(0))
  const text = [
    `${findings.length} findings, ${groupDigits(total.toFixed(2))} yuan at stake. The values stay as they were printed.\n`,
    tableToText({ headings, rows, rightAligned: new Set([5]) }, width),
  ]
  return { title: 'What contradicts itself', text: text.join('') }
}

function amountText(value: string | null): string {
  return value !== null && /^\d+(\.\d+)?$/u.test(value) ? groupDigits(value) : (value ?? '')
}
