import { foldFormulaWidth, squeezeSpaces, withoutInvisible } from './fold-characters.ts'
import { LATEX_COMMANDS, SIGN_VARIANTS } from './grammar.ts'

const NUMBER = String.raw`\d[\d,]*(?:\.\d+)?`
const UNIT = String.raw`[^\d()（）\s]{1,8}`

/**
 * Repairs the format of a target value and nothing else: LaTeX, width, spaces, the shape of a leading sign (`》90` → `≥90`) and the
 * brackets of a unit (`≥90.00[%]`, `≥90.00(%`). Words, digits and decimal points stay as printed. Cleaning twice changes nothing more.
 */
export function cleanValue(raw: string): string {
  let text = raw
  for (let pass = 0; pass < 5; pass++) {
    const next = cleanOnce(text)
    if (next === text) break
    text = next
  }
  return text
}

function cleanOnce(raw: string): string {
  const visible = withoutInvisible(raw)
  const plain = latexToPlain(visible)
  const folded = foldFormulaWidth(plain).replace(/[≧⩾≦⩽﹥﹤﹦﹪]/g, sign => SIGN_VARIANTS.get(sign) ?? sign)
  const tight = squeezeSpaces(folded, areLetters)
  const text = unitBrackets(leadingSign(tight))
  return plain === visible ? text : latexPercent(text)
}

/** Two digits must not melt into one number, nor two Latin words into one. */
function areLetters(before: string, after: string): boolean {
  return (isDigit(before) && isDigit(after)) || (/[A-Za-z]/.test(before) && /[A-Za-z]/.test(after))
}

function isDigit(char: string): boolean {
  return char >= '0' && char <= '9'
}

/** Safe by position (OCR.md, fact 7): a value does not open with a closing book-title mark. */
function leadingSign(text: string): string {
  return text
    .replace(/^[》〉›»](?==?\d)/, '≥')
    .replace(/^[《〈‹«](?==?\d)/, '≤')
    .replace(/^([≥≤])=(?=\d)/, '$1')
}

const HEAD = `^((?:[≥≤=<>]|>=|<=)?${NUMBER})`
const OTHER_BRACKETS = new RegExp(`${HEAD}[[［{｛【〔](${UNIT}?)[\\]］}｝】〕]$`)
const NOT_CLOSED = new RegExp(`${HEAD}([（(])(${UNIT})(?<![\\]］}｝】〕])$`)
const NOT_OPENED = new RegExp(`${HEAD}([%‰])([)）])$`)

/** A number and its bracketed unit: the bracket that was lost or misread has one possible place and shape. */
function unitBrackets(text: string): string {
  return text
    .replace(OTHER_BRACKETS, '$1($2)')
    .replace(
      NOT_CLOSED,
      (_, number: string, open: string, unit: string) => number + open + unit + (open === '(' ? ')' : '）'),
    )
    .replace(
      NOT_OPENED,
      (_, number: string, unit: string, close: string) => number + (close === ')' ? '(' : '（') + unit + close,
    )
}

/** `$\geq 90.00\%$` → `≥90.00%`. Text without LaTeX comes back unchanged. */
function latexToPlain(text: string): string {
  if (!/[$\\{^]/.test(text)) return text
  const unwrapped = text.replace(/\$([^$]*)\$/g, '$1').replace(/\\[([]([^\\]*)\\[)\]]/g, '$1')
  return unwrapped
    .replace(/\\frac\{([^{}]*)\}\{([^{}]*)\}/g, '$1/$2')
    .replace(/\\([A-Za-z]+)(?:\{([^{}]*)\})?/g, (whole, command: string, content: string | undefined) => {
      const sign = LATEX_COMMANDS.get(command)
      return sign === undefined ? whole : sign + (content ?? '')
    })
    .replace(/\\([%$&#_{}])/g, '$1')
    .replace(/\\[,;:! ]/g, '')
    .replace(/\^\{([^{}]*)\}/g, '$1')
    .replace(/^\{([^{}]*)\}$/, '$1')
}

/** Forms print `90.00(%)`, two decimals and the unit in brackets; LaTeX loses the brackets. */
function latexPercent(text: string): string {
  return text.replace(/^((?:[≥≤=<>])?\d+\.\d\d)([%‰])$/, '$1($2)')
}
