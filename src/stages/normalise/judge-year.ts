import { yearsNamed } from '../../forms/fiscal-year.ts'
import type { FormDefinition } from '../../forms/form-definition.ts'
import type { DraftForm } from '../../model/draft-form.ts'
import type { Issue } from '../../model/issue.ts'
import type { TextLine } from '../../model/page-reading.ts'
import { digitsOf } from '../../model/printed-text.ts'
import type { CharReading, Reading } from '../../model/reading.ts'
import { weakestCharacter } from './reading-confidence.ts'
import { probabilityOf } from './value-probability.ts'

export interface YearJudgement {
  /** Why a person should look at the fiscal year. */
  readonly doubts: readonly string[]
  /** The form contradicts itself. */
  readonly issues: readonly Issue[]
}

interface YearContext {
  readonly form: FormDefinition
  readonly reviewBelow: number
}

/** Years a plan can name. */
const EARLIEST = 1990
const LATEST = 2099
const YEAR_DIGITS = 4

/** What speaks against the fiscal year of a form: how it was read, what other lines say, and the planned dates. */
export function judgeYear(
  draft: DraftForm,
  fields: Readonly<Record<string, string | null>>,
  context: YearContext,
): YearJudgement {
  const { fiscalYear: year, yearLines = [] } = draft
  if (year === null) return { doubts: [], issues: [] }
  const contradictions = [...otherYears(yearLines, year, context.form), ...datesElsewhere(fields, year, context.form)]
  const isPlausible = year >= EARLIEST && year <= LATEST
  return {
    doubts: [
      ...(isPlausible ? [] : [`${year} is no year of a plan`]),
      ...yearLines.slice(0, 1).flatMap(({ reading }) => readingDoubts(reading, year, context)),
      ...contradictions,
    ],
    issues: contradictions.length === 0 ? [] : [wrongYear(draft, contradictions)],
  }
}

function readingDoubts(reading: Reading, year: number, { form, reviewBelow }: YearContext): string[] {
  const index = yearsNamed(reading.text, form).find(named => named.year === year)?.index ?? 0
  const isTail = /\d/u.test(reading.text.normalize('NFKC')[index - 1] ?? '')
  const doubts = isTail ? ['a digit stands before the year'] : []
  if (reading.chars === undefined) return doubts
  const chars = charsAt(reading.chars, index)
  const confidence = chars.reduce((product, { probability }) => product * probability, 1)
  const others = reading.others ?? []
  const isDisputed = others.some(other => !shows(other.text, year, form))
  const probability = probabilityOf({
    text: 'number',
    confidence,
    weakest: weakestCharacter({ ...reading, confidence, chars }),
    isIncomplete: false,
    isDoubted: chars.some(({ isDoubted }) => isDoubted),
    isDisputed,
    isConfirmed: false,
  })
  if (isDisputed) doubts.push('another look at it shows other digits')
  if (probability < reviewBelow)
    doubts.push(`it is right with a probability of only ${(probability * 100).toFixed(0)}%`)
  return doubts
}

/** The characters of the four digits that stand at `index` of the text in half width. */
function charsAt(chars: readonly CharReading[], index: number): CharReading[] {
  let at = 0
  return chars.filter(({ char }) => {
    const start = at
    at += char.normalize('NFKC').length
    return start >= index && start < index + YEAR_DIGITS
  })
}

function shows(text: string, year: number, form: FormDefinition): boolean {
  const named = yearsNamed(text, form)
  return named.length > 0 ? named[0]?.year === year : digitsOf(text).includes(String(year))
}

function otherYears(lines: readonly TextLine[], year: number, form: FormDefinition): string[] {
  const named = lines.flatMap(({ reading }) => yearsNamed(reading.text, form).map(each => each.year))
  const others = [...new Set(named)].filter(each => each !== year)
  return others.length === 0 ? [] : [`the lines under the title name ${[year, ...others].join(' and ')}`]
}

/** One date may well lie in another year: a plan that began earlier, or ends later. A year outside all of them contradicts them. */
function datesElsewhere(fields: Readonly<Record<string, string | null>>, year: number, form: FormDefinition): string[] {
  const dates = form.fields.filter(({ kind }) => kind === 'date').flatMap(({ path }) => fields[path] ?? [])
  const years = dates.map(date => Number(date.slice(0, YEAR_DIGITS)))
  if (years.length < 2 || (year >= Math.min(...years) && year <= Math.max(...years))) return []
  return [`${year} lies outside the planned dates, ${[...dates].sort().join(' and ')}`]
}

function wrongYear({ sequence, pages }: DraftForm, contradictions: readonly string[]): Issue {
  return {
    code: 'wrong-year',
    severity: 'info',
    message: `The years of form ${sequence} contradict each other: ${contradictions.join('; ')}.`,
    hint: 'Check the fiscal year and the planned dates against the page.',
    page: pages[0] ?? null,
  }
}
