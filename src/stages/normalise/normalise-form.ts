import { confirmedPaths } from '../../forms/confirmed-paths.ts'
import type { FieldDefinition, FormDefinition } from '../../forms/form-definition.ts'
import type { UnitTable } from '../../forms/units.ts'
import type { Correction } from '../../model/correction.ts'
import { type DraftForm, type DraftValue, isRecognised } from '../../model/draft-form.ts'
import type { FormRecord, Indicator, Provenance, ReviewFlag } from '../../model/form-record.ts'
import type { IndicatorValue } from '../../model/indicator-value.ts'
import type { Cell } from '../../model/page-reading.ts'
import { digitsOf, foldText } from '../../model/printed-text.ts'
import { uniqueFlags } from '../../model/review-flags.ts'
import { sureCorrection } from '../../model/sure-correction.ts'
import { blankFields } from './blank-fields.ts'
import { withoutEnding } from './field-ending.ts'
import { cleanText } from './format-text.ts'
import { judgeYear } from './judge-year.ts'
import { edgeStroke, halfBracket, isNoName } from './lost-text.ts'
import { parseAmount } from './parse-amount.ts'
import { parseDate } from './parse-date.ts'
import { parseIndicatorValue } from './parse-value.ts'
import { isIncomplete, readingConfidence, weakestCharacter } from './reading-confidence.ts'
import { dateStyleDoubts, styleDoubts } from './style-doubts.ts'
import { probabilityOf, type ValueEvidence, type ValueText } from './value-probability.ts'

export interface NormaliseContext {
  readonly form: FormDefinition
  readonly units: UnitTable
  /** Values that are right with a lower probability than this are listed for review; 0..1. */
  readonly reviewBelow: number
  /** Hears what speaks for and against every recognised value: the bench fits `CALIBRATION` to it. */
  readonly onEvidence?: ((path: string, evidence: ValueEvidence) => void) | undefined
}

const FORMAT_VERSION = 1
/** A sum vouches for no amount of which a character is less sure than this: it may be any number that was hardly read. */
const READ_AT_ALL = 0.8

/** Types every text of a draft: amounts as exact decimals, dates as ISO days, targets taken apart. Doubts become review flags. */
export function normaliseForm(
  draft: DraftForm,
  context: NormaliseContext,
): Omit<FormRecord, 'findings' | 'definition'> {
  const ledger = new ValueLedger(context)
  const fields: Record<string, string | null> = {}
  for (const field of context.form.fields) {
    fields[field.path] = typedField(draft, field, context, ledger)
    if (field.bracket !== undefined) {
      const bracket = draft.fields.get(field.bracket)
      fields[field.bracket] = bracket === undefined ? null : ledger.text(field.bracket, bracket, bracket.text)
    }
  }
  // A blank has no cell that says whether it stood on a picture: the form's other fields tell.
  if ([...draft.fields.values()].some(isRecognised))
    for (const { path, reason } of blankFields(fields, context.form)) ledger.doubt(path, reason)
  const dates = context.form.fields.filter(({ kind, path }) => kind === 'date' && draft.fields.has(path))
  for (const [index, doubt] of dateStyleDoubts(dates.map(({ path }) => draft.fields.get(path)!.text)).entries())
    if (doubt !== null) ledger.doubt(dates[index]!.path, doubt)
  const year = judgeYear(draft, fields, context)
  for (const doubt of year.doubts) ledger.doubt('fiscalYear', doubt)
  const indicators = draft.rows.map((row, index): Indicator => {
    const path = `indicators[${index}]`
    const level3 = ledger.text(`${path}.level3`, row.name, cleanText(row.name.text)) ?? ''
    const value = parseIndicatorValue(row.value.text, { fiscalYear: draft.fiscalYear, units: context.units })
    ledger.value(`${path}.value`, row.value, value)
    if (isRecognised(row.name) && isNoName(level3))
      for (const part of ['level3', 'value'])
        ledger.doubt(`${path}.${part}`, `"${level3}" is no name: was its cell parted?`)
    ledger.label(`${path}.level1`, row.level1Cells)
    ledger.label(`${path}.level2`, row.level2Cells)
    return { level1: row.level1, level2: row.level2, level3, value, confidence: 1 }
  })
  for (const [index, doubts] of styleDoubts(indicators.map(indicator => indicator.value)).entries())
    for (const doubt of doubts) ledger.doubt(`indicators[${index}].value`, doubt)
  const confirmed = confirmedPaths({ fields }, context.form.checks)
  const probabilities = ledger.judged(draft.review, confirmed)
  return {
    formType: context.form.type,
    sequence: draft.sequence,
    pages: draft.pages,
    fiscalYear: draft.fiscalYear,
    fields,
    indicators: indicators.map((indicator, index) => ({
      ...indicator,
      confidence: Math.min(...['level3', 'value'].map(part => probabilities.get(`indicators[${index}].${part}`) ?? 1)),
    })),
    review: uniqueFlags([...draft.review, ...ledger.review]),
    corrections: [...draft.corrections, ...ledger.corrections],
    provenance: ledger.provenance.map(origin => ({
      ...origin,
      confidence: probabilities.get(origin.path) ?? origin.confidence,
    })),
    issues: [...draft.issues, ...year.issues],
  }
}

function typedField(
  { fields, amountUnits }: DraftForm,
  field: FieldDefinition,
  context: NormaliseContext,
  ledger: ValueLedger,
): string | null {
  const value = fields.get(field.path)
  if (value === undefined) {
    ledger.doubt(field.path, 'the label of this value was not found')
    return null
  }
  switch (field.kind) {
    case 'amount': {
      const amount = parseAmount(value.text, { unit: amountUnits?.get(field.path) ?? context.form.amountUnit })
      ledger.typed(field.path, value, amount.doubts)
      return amount.yuan
    }
    case 'date': {
      const date = parseDate(value.text)
      ledger.typed(field.path, value, date.doubts)
      return date.date
    }
    default:
      return ledger.text(
        field.path,
        value,
        withoutEnding(cleanText(value.text), field.strip),
        field.kind === 'prose' ? 'prose' : 'words',
      )
  }
}

/** Digits with a colon or semicolon among them that a recogniser saw: `155:36` is oftener 155.36 with a speck than a ratio. */
function inkedColon(cells: readonly Cell[]): string | null {
  const seen = cells.filter(cell => cell.reading.chars !== undefined)
  return seen.map(cell => /\d+[:：;；]\d+/u.exec(cell.reading.text)?.[0]).find(text => text !== undefined) ?? null
}

/** `元/人月` that a recogniser read: the dot of 元/人·月 is the smallest mark of a form, and no alternative shows that it was lost. */
function lostDot(cells: readonly Cell[]): string | null {
  const seen = cells.filter(cell => cell.reading.chars !== undefined)
  return seen.map(cell => /[/／]人[年月天日时]/u.exec(cell.reading.text)?.[0]).find(text => text !== undefined) ?? null
}

function confidenceOf({ confidence, cells }: DraftValue, operators: readonly string[] = []): number {
  return confidence ?? Math.min(1, ...cells.map(cell => readingConfidence(cell.reading, operators)))
}

/** Another look at the same ink read another text, width and spaces aside. */
function hasDispute({ text, cells }: DraftValue): boolean {
  const isOther = (read: string) => foldText(read) !== foldText(text)
  return cells.some(({ reading }) => (reading.others ?? []).some(other => isOther(other.text)))
}

/** Collects where values came from, what their format repair changed, and what is doubtful about them. */
class ValueLedger {
  readonly review: ReviewFlag[] = []
  readonly corrections: Correction[] = []
  readonly provenance: Provenance[] = []
  readonly #context: NormaliseContext
  readonly #values: { readonly path: string; readonly value: DraftValue; readonly kind: ValueText }[] = []

  constructor(context: NormaliseContext) {
    this.#context = context
  }

  /** A text value; null where the cell is blank. */
  text(path: string, value: DraftValue, text: string, kind: ValueText = 'words'): string | null {
    this.place(path, value.cells)
    this.#values.push({ path, value, kind })
    if (isRecognised(value) && kind === 'words')
      for (const doubt of [edgeStroke(text), halfBracket(text)]) if (doubt !== null) this.doubt(path, doubt)
    this.#format(path, value, text)
    return text === '' ? null : text
  }

  value(path: string, value: DraftValue, parsed: IndicatorValue): void {
    this.text(path, value, parsed.text, /\d/u.test(value.text) ? 'number' : 'words')
    for (const doubt of parsed.doubts) this.doubt(path, doubt)
    const inked = inkedColon(value.cells)
    if (inked !== null) this.doubt(path, `a colon inside "${inked}", or a point with a speck above it?`)
    const dotless = lostDot(value.cells)
    if (dotless !== null) this.doubt(path, `${dotless.slice(0, 2)}·${dotless.slice(2)}?`)
    if (parsed.text === '') this.doubt(path, 'no target was read')
    else if (parsed.kind === 'unparsed' && parsed.doubts.length === 0)
      this.doubt(path, 'no rule could read this target')
  }

  typed(path: string, value: DraftValue, doubts: readonly string[]): void {
    this.place(path, value.cells)
    this.#values.push({ path, value, kind: 'number' })
    for (const doubt of doubts) this.doubt(path, doubt)
  }

  label(path: string, cells: readonly Cell[]): void {
    this.place(path, cells)
    this.#values.push({ path, value: { text: '', cells }, kind: 'label' })
  }

  doubt(path: string, reason: string): void {
    this.review.push({ path, reason })
  }

  place(path: string, cells: readonly Cell[]): void {
    for (const { place, reading } of cells)
      this.provenance.push({ path, place, raw: reading.text, engine: reading.engine, confidence: reading.confidence })
  }

  /**
   * How likely each value is right, by path, once all doubts are known: for what a recogniser saw the calibrated probability, for other
   * texts what their reader says. Values below the limit are listed for review.
   */
  judged(earlier: readonly ReviewFlag[], confirmed: ReadonlySet<string>): Map<string, number> {
    const doubted = new Set([...earlier, ...this.review].map(flag => flag.path))
    const probabilities = new Map<string, number>()
    for (const { path, value, kind } of this.#values) {
      if (value.cells.length === 0) continue
      const operators = kind === 'number' ? this.#context.form.operators : []
      const confidence = confidenceOf(value, operators)
      let probability = confidence
      if (isRecognised(value)) {
        const weakest = Math.min(...value.cells.map(cell => weakestCharacter(cell.reading, operators)))
        const evidence = {
          ...{ text: kind, confidence, weakest },
          isIncomplete: value.cells.some(cell => isIncomplete(cell.reading)),
          isDoubted: doubted.has(path),
          isDisputed: hasDispute(value),
          isConfirmed: confirmed.has(path) && weakest >= READ_AT_ALL,
        }
        this.#context.onEvidence?.(path, evidence)
        probability = probabilityOf(evidence)
        // No probability outweighs what speaks against a digit itself.
        if (kind === 'number' && evidence.isIncomplete) this.doubt(path, 'there is ink beside what was read')
        if (kind === 'number' && otherDigits(value)) this.doubt(path, 'another look at it shows other digits')
      }
      probabilities.set(path, probability)
      // Which label a row has was decided by all rows together; that decision raises its own doubts.
      if (kind !== 'label' && probability < this.#context.reviewBelow)
        this.doubt(path, `it is right with a probability of only ${(probability * 100).toFixed(0)}%`)
    }
    return probabilities
  }

  #format(path: string, value: DraftValue, after: string): void {
    if (value.text === after) return
    const reason = 'spaces, width, brackets and signs as the form prints them; the meaning is kept'
    const about = { method: 'format', rule: 'format/clean', ruleVersion: FORMAT_VERSION, reason }
    this.corrections.push(sureCorrection(path, value, after, about))
  }
}

/** Whether another look at the same ink read other digits. */
function otherDigits({ cells }: DraftValue): boolean {
  return cells.some(({ reading }) =>
    (reading.others ?? []).some(other => digitsOf(other.text) !== digitsOf(reading.text)),
  )
}
