import { YUAN_PER_UNIT } from '../../model/money-units.ts'
import { foldText } from '../../model/printed-text.ts'

/** A place that says in which unit amounts are; null where it says something that is none, or says it in a way nobody understands. */
export interface Statement {
  readonly text: string
  readonly unit: string | null
}

/** Behind a label, closed or not. */
const BRACKET = /\((?<inside>[^()]*)\)?:?$/u
const UNIT_WORDS = /^(?:金额)?(?:单位)?:?(?:人民币)?/u
/** 金额单位:万元, 单位(万元): up to the first character that is no Han, a space too. */
const UNIT_LINE = /单位[\p{P}\s]*(?<unit>\p{Script=Han}*?[元圆])(?!\p{Script=Han})/gu
/** Another unit than the plain one that belongs to no number, wherever it stands. */
const LARGE_UNIT = /(?<![\d.十百千万亿一二三四五六七八九两几数多])百?[千万亿][元圆]/u
const NAMES_UNIT = /单位/u
/** Longer texts are prose: 节约资金万元以上. */
const LONGEST_SAYING = 20

/** What stands in brackets behind a label. */
export function bracketStatement(text: string): Statement[] {
  const inside = BRACKET.exec(foldText(text))?.groups?.inside
  return inside === undefined ? [] : [{ text, unit: moneyUnit(inside) }]
}

/** What a line outside the table says: after 单位, or as nothing but a unit; null where it names a large unit in another way. */
export function lineStatement(text: string): Statement[] {
  const said = unitsSaid(text)
  if (said.length > 0) return said
  const bare = moneyUnit(foldText(text).replace(/^\p{P}+|\p{P}+$/gu, ''))
  if (bare !== null) return [{ text, unit: bare }]
  const folded = foldText(text)
  const isSaying = folded.length <= LONGEST_SAYING || NAMES_UNIT.test(folded)
  return isSaying && LARGE_UNIT.test(folded) ? [{ text, unit: null }] : []
}

/** What a cell says that is no label: 金额单位:万元. A name may end like a unit, so it says only what is one. */
export function cellStatement(text: string): Statement[] {
  return foldText(text).length > LONGEST_SAYING ? [] : unitsSaid(text).filter(({ unit }) => unit !== null)
}

/** Whether a short text names a large unit, and no number before it. */
export function namesLargeUnit(text: string): boolean {
  const folded = foldText(text)
  const at = LARGE_UNIT.exec(folded)?.index
  return at !== undefined && folded.length <= LONGEST_SAYING && !/\d/u.test(folded.slice(0, at))
}

/** Spaces part a unit from what follows it, or stand inside it: they count where the text makes sense with them. */
function unitsSaid(text: string): Statement[] {
  const printed = text.normalize('NFKC')
  const [spaced, folded] = [printed, foldText(text)].map(each =>
    [...each.matchAll(UNIT_LINE)].map(({ groups }) => ({ text, unit: moneyUnit(groups?.unit ?? '') })),
  )
  return spaced!.length > 0 ? spaced! : folded!
}

function moneyUnit(text: string): string | null {
  const unit = text.replace(UNIT_WORDS, '').replace('圆', '元')
  return Object.hasOwn(YUAN_PER_UNIT, unit) ? unit : null
}
