import type { Operator } from '../../model/indicator-value.ts'

/**
 * The words of target values, dates and amounts: every Chinese word and sign that the parsers of this stage know stands here.
 * Lists of words are separated by spaces. 以上, 以下, 以内 include the number itself, 不满, 超过, 以外 do not: Civil Code of the
 * People's Republic of China, article 1259.
 */
export type BoundWords = readonly (readonly [operator: Operator | null, words: string])[]

/** Before a number. null: the word says nothing about the bound. */
export const WORDS_BEFORE: BoundWords = [
  [
    '≥',
    '>= => ≥ ≮ 不低于 不少于 不小于 不下于 不得低于 不得少于 不得小于 大于等于 大于或等于 高于或等于 至少 最少 最低 达到或超过 达到并超过',
  ],
  [
    '≤',
    '<= =< ≤ ≯ 不高于 不超过 不大于 不多于 不超 不得高于 不得超过 不得大于 不得多于 小于等于 小于或等于 低于或等于 至多 最多 最高 控制在 严格控制在',
  ],
  ['>', '> 大于 多于 高于 超过 超出 超 逾 突破'],
  ['<', '< 小于 少于 低于 不足 不满 未满 不到 未超过'],
  ['=', '= 等于'],
  ['≈', '≈ ≒ 约 大约 约为 大概 近 接近 将近'],
  [
    null,
    '完成 达到 达 为 是 共 共计 累计 总计 合计 总数 开展 举办 组织 实现 保持 保持在 维持在 稳定在 均 均为 全年 全部 年均 平均 及时 应 应当 需 在 预计 计划',
  ],
  [
    null,
    '前 前完成 底前 底前完成 争取 力争 确保 至 到 提升至 提升到 提高至 提高到 增加至 增加到 增至 降低至 降低到 降至 减少到 下降到 下降至 缩短至 缩短到 , : ; 、',
  ],
]

/** Before a number of hours or days, any event may stand: 接到申请后2小时内. Before a sign, any name: 响应时间≤. */
export const EVENT_BEFORE = /^\p{Script=Han}+(?:后|之日起|起)(?:的|,)?$/u
export const SUBJECT_BEFORE = /^\p{Script=Han}{2,}[:,]?[≥≤=<>≈]=?$/u

/** Behind a number and its unit. */
export const WORDS_BEHIND: BoundWords = [
  ['≥', '及以上 或以上 (含)以上 以上 之上'],
  ['≤', '及以下 或以下 (含)以下 以下 之下 以内 之内 内 封顶 为限'],
  ['>', '以外 有余 不止'],
  ['<', '不到'],
  ['≈', '左右 上下 前后 许'],
]

/** Between a number and its unit: 100余家 is more than a hundred. */
export const WORDS_INSIDE: Readonly<Record<string, Operator>> = { 余: '>', 多: '>', 来: '≈' }

/** Closing words that say nothing about the number. */
export const WORDS_AT_END =
  '完成 全部完成 办结 办理完成 办理完毕 到位 到账 完毕 反馈 响应 答复 回复 处理 处置 解决 修复 支付 拨付 发放 验收 达标 合格 到达 到场 前 之前 以前 底前 (含) 提升 增长 整'

/** Between two numbers or dates of a span. */
export const SPAN = '(?:--?|~|至|到)'

/** What joins two bounds: ≥80%且≤90%. */
export const AND_WORDS = /^(?:并且|且|并|和|及|、|,|;)?(?=[≥≤<>不大小低高])/

/** What recognisers print for ≥ or ≤ (OCR.md: neither is in any chi_sim character set), and for =. */
export const OPERATOR_LOOKALIKES = /^[之过委乏艺芝Zz三]$/
export const EQUALS_LOOKALIKES = /^[二一]$/

/** Letters that are printed for a digit, each before its digit. */
export const DIGIT_LOOKALIKES: ReadonlyMap<string, string> = new Map(
  'O0 o0 Q0 D0 l1 I1 i1 |1 Z2 z2 S5 s5 B8 b6 g9 q9'.split(' ').map(pair => [pair[0]!, pair[1]!]),
)

/** Damaged per cent and per mille signs where a unit stands. */
export const RATIO_LOOKALIKES: readonly (readonly [damaged: RegExp, unit: string])[] = [
  [/^(?:9?6|%6|9%|0\/0|o\/o|O\/O|°\/[o0。]|℅|%%)$/, '%'],
  [/^(?:%[0oO。°]|%[0oO]{2}|0\/00|o\/oo)$/, '‰'],
]

export const HAN_DIGITS: ReadonlyMap<string, number> = new Map(
  [...'〇0零0一1二2两2三3四4五5六6七7八8九9'.matchAll(/(\D)(\d)/g)].map(pair => [pair[1]!, Number(pair[2])]),
)
export const HAN_STEPS: ReadonlyMap<string, number> = new Map([
  ['十', 10],
  ['百', 100],
  ['千', 1000],
])
/** Words, `百分之`, a numeral, the rest. */
export const HAN_NUMERAL =
  /^(?<head>[^〇零一二两三四五六七八九十百千]*?)(?<ratio>百分之|千分之|万分之)?(?<numeral>[零一二两三四五六七八九十百千]+)(?<rest>.*)$/s

/** Units that rank rather than count: 二类及以上 holds no quantity. */
export const RANKS = /^[类级等星期版代档]级?$/

/** Notes in brackets behind a number; anything else there is its unit. */
export const NOTE_IN_BRACKETS = /^(?:不?含|其中|包括|包含|线上|线下|前|底前|截至|按|以|即|约|累计|全年|当年|年度)/

/** What an earlier year reached: ≥95%(2022:90%). */
export const EARLIER_YEAR = /^\((?:19|20)\d\d年?度?[:为]?[≥≤=]?[\d.,]+[^\d()]*\)$/

/** Between the dates of a list: 6月、12月. */
export const LIST_MARK = /^(?:之?前)?(?:完成)?[、,和及]$/

/** What recurs: a match makes the value a frequency. A day of the period may follow (每月15日前). */
export const FREQUENCIES: readonly RegExp[] = [
  /每(?:隔)?(?:[一二两三四五六七八九十半\d]+)?个?(?:半年|年度?|季度?|月度?|周|星期|日|天|旬|学期|学年|小时)(?!人|户|均)(?:的?\d{1,2}(?:[日号]|:\d\d))?(?:底|末|初|中旬|上旬|下旬|中)?(?:之?前)?/,
  /每隔?[\d,.]+万?\p{Script=Han}{1,3}[一二两三\d]次/u,
  /(?:不?[早晚]于)(?:[01]?\d|2[0-4]):[0-5]\d|(?<!\d)(?:[01]?\d|2[0-4]):[0-5]\d(?:之?[前后]|以前|(?:-|~|至)(?:[01]?\d|2[0-4]):[0-5]\d)/,
  /(?:逐|按)(?:季度?|月度?|周|旬|日|天)(?![常程期均计度])/,
  /按(?:半年|年度?|学期|学年)(?![初内终计度均限])/,
  /[一二两三四五六七八九十半\d]+个?(?:年|月|季度?|周|星期|天|日)(?=[一二两三四五六七八九十\d]+[次场期轮])/,
  /^(?:次月|当月|月底|月末|月中|月初)(?:\d{1,2}[日号])?(?:之?前)?/,
  /7[×xX*]24(?:小时|h)?|24[×xX*]7|24小时(?:不间断|全天候|值守|在线)|全天候|全天24小时/,
  /^(?:全年度?|常年|全天|定期|不定期|经常性?)(?:开展|持续|不间断|进行|安排|更新|维护|保障|运行|执行)?$/,
]

/** What the target is compared with: 较上年, 同比, 逐年. */
export const COMPARATORS =
  /(?:较|比|与|同|相比|不低于|不高于|不少于|高于|低于|优于|超过)(?:(?:19|20)\d{2}年度?|上一?(?:年度?|期|季度?|月)|去年|前一?年|往年|以往|以前|之前|同期|上年同期|去年同期|历史同期|基期|现状)(?:同期)?(?:水平|相比)?(?:有所|有)?|同比|环比|逐年|逐步|逐渐/
const CHANGES =
  '(?:提升|提高|增强|增加|增长|增进|上升|上涨|改善|改进|优化|好转|扩大|扩展|拓展|加强|加快|加大|降低|减少|减轻|减小|下降|缩短|缩小|压缩|节约|节省|递增|递减|持平)'
const ADVERBS =
  '(?:显著|明显|有效|不断|持续|稳步|大幅度?|较大幅度|进一步|有所|逐步|逐渐|逐年|得到|全面|切实|较大|较为|极大|大力|稳定|总体|整体|基本)'
/** A change: 显著提升, 增强; as the whole text, at its start or at its end. 提升至95% is no change but its result. */
export const CHANGE_AT_START = new RegExp(`^${ADVERBS}*${CHANGES}(?:了|幅度|比例|率)?(?![至到])`)
export const CHANGE_AT_END = new RegExp(`${ADVERBS}*${CHANGES}(?:性|了)?$`)

const YEAR = '(?<year>(?:19|20)\\d{2})'
const MONTH = '1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]'
const DAY = '(?<day>3[01]|[12]\\d|0?[1-9])'
const QUARTER = '[1-4一二三四]'
const PART = '(?<part>上旬|中旬|中下旬|下旬|初|中|底|末|份|内)?'
/** A month of its own: not the end of a number, nor 每月, nor behind a sign (≤12月). */
const ALONE = '(?<![\\d.个每≥≤<>=/一二三四五六七八九十丶])'
const END_OR_WORDS = '(?=$|-|~|至|到|[前底末之),;])'

/** Dates inside a value; groups say what they hold. The longest reading stands first. */
export const DATE_PATTERNS: readonly RegExp[] = [
  `${YEAR}年(?<fromMonth>${MONTH})月?${SPAN}(?<month>${MONTH})月${PART}`,
  `${ALONE}(?<fromMonth>${MONTH})月?${SPAN}(?<month>${MONTH})月${PART}(?![度龄薪租])`,
  `${YEAR}年(?<month>${MONTH})月${DAY}[日号]`,
  `(?<!\\d)${YEAR}(?<mark>[./-])(?<month>${MONTH})\\k<mark>${DAY}(?![\\d.])日?`,
  `(?<!\\d)${YEAR}年(?<month>${MONTH})月${PART}`,
  `(?<![\\d.≥≤<>=])${YEAR}[./-](?<month>1[0-2]|0[1-9])(?:月${PART}|${END_OR_WORDS})`,
  `(?:${YEAR}年度?)?前(?<fromStart>)(?<quarter>[二三四])个?季度${PART}`,
  `(?:${YEAR}年度?)?第?(?<fromQuarter>${QUARTER})(?:季度)?${SPAN}第?(?<quarter>${QUARTER})季度${PART}`,
  `(?:${YEAR}年度?|${ALONE})第?(?<quarter>${QUARTER})季度${PART}`,
  `(?:${YEAR}年度?)?(?<half>[上下])半年${PART}`,
  `(?<!\\d)${YEAR}年?${SPAN}(?<toYear>(?:19|20)\\d{2})(?:年度?|学年)${PART}`,
  `(?<!\\d)${YEAR}年度?${PART}(?![\\d:为])`,
  `${ALONE}(?<month>${MONTH})月${DAY}[日号]`,
  `${ALONE}(?<month>${MONTH})月${PART}(?![度龄薪租])`,
  `(?<![\\d.≥≤<>=])${YEAR}(?<month>1[0-2]|0[1-9])(?<day>3[01]|[12]\\d|0[1-9])${END_OR_WORDS}`,
  '(?<![\\d一二两三四五六七八九十几近半)])(?<ending>年底|年末|年内|年终|年度内|年度末|年度终了)',
].map(source => new RegExp(source, 'y'))

/** What every date has; most values have none of it. */
export const MAY_HAVE_DATE = /[年月季]|(?:19|20)\d\d/

/** What is left of a date that cannot be read: 第、季度末. */
export const BROKEN_DATE = /季度|[年月季度]末|[年月]底|[日月年]前/

/** Last day of a part of the month; parts that are not listed end with it. */
export const PART_ENDS: ReadonlyMap<string, number> = new Map([
  ['上旬', 10],
  ['初', 10],
  ['中', 15],
  ['中旬', 20],
])
export const FIRST_HALF = '上'
/** Units that are also parts of dates: ≤12月, =2024年. */
export const MONTH_UNIT = '月'
export const YEAR_UNIT = '年'

/** LaTeX commands that recognisers print, each before what it stands for. */
export const LATEX_COMMANDS: ReadonlyMap<string, string> = new Map(
  'geqslant≥ geqq≥ geq≥ ge≥ leqslant≤ leqq≤ leq≤ le≤ gt> lt< approx≈ pm± sim~ times× cdot· permil‰ circ° quad left right mathrm text mathbf textbf rm'
    .split(' ')
    .map(entry => [entry.replace(/[^a-z]/g, ''), entry.replace(/[a-z]/g, '')]),
)

/** The same sign in another shape, each before the usual one. */
export const SIGN_VARIANTS: ReadonlyMap<string, string> = new Map(
  '≧≥ ⩾≥ ≦≤ ⩽≤ ﹥> ﹤< ﹦= ﹪%'.split(' ').map(pair => [pair[0]!, pair[1]!]),
)

/** Yuan in one unit that amounts are printed in. */
export const CURRENCY_SIGN = /^(?:人民币|RMB|CNY|[¥￥])/
/** Printed for "none". */
export const NO_AMOUNT = /^(?:-+|\/|\\|无)$/
export const WRITTEN_DATE = /^(\d{4})年(\d{1,2})月(\d{1,2})[日号]$/
export const WRITTEN_MONTH = /^\d{4}(?:年|[./-])\d{1,2}月?$/
export const PERIOD =
  /(?<from>(?:19|20)\d{2})(?<fromWord>年度?)?(?<mark>-{1,2}|~|至|到)(?<to>(?:19|20)\d{2})(?<toWord>年度?)?/
