import { type Random, randomOf } from './random.ts'

/** How a form is set: everything that varies between offices and print programs while the form stays the same. */
export interface Look {
  readonly font: string
  readonly titleFont: string
  /** Font of digits and Latin letters; '' = the same as `font`. */
  readonly latinFont: string
  readonly fontSizePt: number
  readonly titleSizePt: number
  readonly cellPaddingPt: number
  readonly minRowHeightPt: number
  readonly ruleWidthPt: number
  readonly landscape: boolean
  /** Top, right, bottom, left. */
  readonly marginMm: readonly [number, number, number, number]
  /** Widths of the seven base columns, summing to 1. */
  readonly columns: readonly number[]
  /** The indicator rows have column lines of their own, shifted by this share of the width from the base columns (0 = shared). */
  readonly indicatorShift: number
  /**
   * `natural`: the browser breaks the table between rows. `clipped`: the table is cut like a strip of paper between two rows, so that
   * labels centred in a merged cell may be cut in half, as the reports behind the real bundles do.
   */
  readonly pagination: 'natural' | 'clipped'
  /** Whether a horizontal rule closes the table at the page edge (clipped pages only). */
  readonly pageEdge: 'closed' | 'open'
  /** Whether a row may be split between its lines of text (natural pages only). */
  readonly splitsRows: boolean
  /** Forms follow each other on the page instead of starting a new one. */
  readonly continuous: boolean
  readonly pageNumbers: 'none' | 'plain' | 'chinese'
  readonly amountAlign: 'left' | 'center' | 'right'
  readonly textAlign: 'left' | 'center'
  readonly departmentSuffix: '' | '(汇总)' | '（汇总）'
  readonly boldLabels: boolean
  /** The merged 绩效指标 cell begins beside the heading row, not under it. */
  readonly indicatorLabelSpansHeading: boolean
  readonly fundsLabel: string
  readonly yearStyle: 'half-width' | 'full-width'
}

/** Families that one half of the bench alone uses: no threshold is tuned on those of the test half. */
export const fontsOfHalf = {
  tuning: ['AR PL SungtiL GB', 'LXGW WenKai'],
  test: ['BabelStone Han', 'Droid Sans Fallback'],
} as const
const commonFonts: readonly string[] = [
  'Noto Serif CJK SC',
  'Noto Serif CJK SC',
  'Noto Sans CJK SC',
  'WenQuanYi Zen Hei',
  'WenQuanYi Micro Hei',
  'AR PL UMing CN',
  'AR PL UMing CN',
  'AR PL UKai CN',
  'AR PL KaitiM GB',
]

/** A plausible look for `seed`; `fixed` overrides what the caller wants to be sure of. */
export function lookOf(seed: string, fixed: Partial<Look> = {}, extraFonts: readonly string[] = []): Look {
  const random = randomOf(`look ${seed}`)
  const font = random.pick([...commonFonts, ...extraFonts])
  const fontSizePt = random.pick([9, 9.5, 10, 10.5, 11, 12])
  const margin = random.between(12, 22)
  return {
    font,
    titleFont: random.pick([font, 'Noto Sans CJK SC', 'WenQuanYi Zen Hei']),
    latinFont: random.pick(['', '', 'Liberation Serif', 'Liberation Sans']),
    fontSizePt,
    titleSizePt: random.pick([14, 16, 18]),
    cellPaddingPt: random.between(1.5, 5),
    minRowHeightPt: random.pick([fontSizePt * 1.8, random.between(20, 26), random.between(25, 33)]),
    ruleWidthPt: random.pick([0.5, 0.5, 0.75, 1]),
    landscape: random.chance(0.1),
    marginMm: [random.between(14, 24), margin, random.between(14, 22), margin],
    columns: columnWidths(random),
    indicatorShift: random.chance(0.4) ? random.pick([-0.03, 0.025, 0.04]) : 0,
    pagination: random.chance(0.55) ? 'clipped' : 'natural',
    pageEdge: random.pick(['closed', 'open']),
    splitsRows: random.chance(0.3),
    continuous: random.chance(0.15),
    pageNumbers: random.pick(['none', 'plain', 'chinese']),
    amountAlign: random.pick(['right', 'right', 'left', 'center']),
    textAlign: random.pick(['left', 'center', 'center']),
    departmentSuffix: random.pick(['', '(汇总)', '（汇总）', '(汇总)']),
    boldLabels: random.chance(0.3),
    indicatorLabelSpansHeading: random.chance(0.4),
    fundsLabel: random.pick(['项目资金（元）', '项目资金(元)', '项目资金 (元)']),
    yearStyle: random.chance(0.6) ? 'half-width' : 'full-width',
    ...fixed,
  }
}

function columnWidths(random: Random): number[] {
  const typical = [0.115, 0.145, 0.17, 0.14, 0.14, 0.13, 0.16].map(width => width * random.between(0.92, 1.08))
  const sum = typical.reduce((total, width) => total + width, 0)
  return typical.map(width => width / sum)
}
