import type { CharacterModel } from '../../src/forms/character-model.ts'
import { createDictionary } from '../../src/forms/dictionary.ts'
import type { FormLibrary } from '../../src/forms/form-library.ts'
import type { Block, PageReading } from '../../src/model/page-reading.ts'
import type { CharReading, Reading } from '../../src/model/reading.ts'
import { judgeDocument } from './judged-values.ts'
import type { KeptDocument } from './kept-readings.ts'
import { type Score, sumScores } from './score.ts'

/** What judgement is given beside the likeliest text of every cell; each step keeps what the one before it had. */
interface Given {
  /** Lexicons of names, phrases and organisations, and the dictionary of misreadings. */
  readonly dictionary: boolean
  /** Which glyphs look alike: what makes a misread label the label of its slot. */
  readonly slots: boolean
  /** Alternatives of every character and the posteriors of every time step. */
  readonly posteriors: boolean
  /** Other looks at the same ink. */
  readonly secondLook: boolean
}

const STEPS: readonly (readonly [string, Given])[] = [
  ['greedy', { dictionary: false, slots: false, posteriors: false, secondLook: false }],
  ['+ dictionary', { dictionary: true, slots: false, posteriors: false, secondLook: false }],
  ['+ slot constraint', { dictionary: true, slots: true, posteriors: false, secondLook: false }],
  ['+ posteriors', { dictionary: true, slots: true, posteriors: true, secondLook: false }],
  ['+ second reading', { dictionary: true, slots: true, posteriors: true, secondLook: true }],
]

export interface AblationRow {
  readonly step: string
  readonly grade: string
  readonly score: Score
}

/** Judges kept readings again with more and more of what judgement has. Nothing is switched off in it: what it is given is withheld. */
export function runAblation(
  documents: readonly KeptDocument[],
  library: FormLibrary,
  reviewBelow: number,
): AblationRow[] {
  const grades = [...new Set(documents.map(({ grade }) => grade))]
  return STEPS.flatMap(([step, given]) => {
    const known = libraryWith(library, given)
    const scored = documents.map(document => ({
      grade: document.grade,
      ...judgeDocument({ ...document, pages: document.pages.map(page => pageWith(page, given)) }, known, reviewBelow),
    }))
    return [...grades, 'all'].map(grade => {
      const own = scored.filter(each => grade === 'all' || each.grade === grade)
      return { step, grade, score: sumScores(own.map(({ score }) => score)) }
    })
  })
}

function libraryWith(library: FormLibrary, { dictionary, slots }: Given): FormLibrary {
  const glyphs = slots ? library.glyphs : { ...library.glyphs, neighbours: () => new Map<string, number>() }
  if (dictionary) return { ...library, glyphs }
  const nothing: CharacterModel = { weight: () => 1, knows: () => false }
  const families = library.families.map(family => ({
    ...family,
    words: nothing,
    knownNames: new Set<string>(),
    dictionary: createDictionary([]),
  }))
  return { ...library, glyphs, families, organisations: nothing }
}

function pageWith(page: PageReading, given: Given): PageReading {
  const blocks = page.blocks.map((block): Block => {
    if (block.kind === 'line') return { ...block, reading: readingWith(block.reading, given) }
    return { ...block, cells: block.cells.map(cell => ({ ...cell, reading: readingWith(cell.reading, given) })) }
  })
  return { ...page, blocks }
}

function readingWith(reading: Reading, given: Given): Reading {
  const { posteriors, others, chars, ...said } = reading
  const bare = chars?.map(({ char, probability }): CharReading => ({ char, probability, alternatives: [] }))
  return {
    ...said,
    ...(chars === undefined || bare === undefined ? {} : { chars: given.posteriors ? chars : bare }),
    ...(posteriors === undefined || !given.posteriors ? {} : { posteriors }),
    ...(others === undefined || !given.secondLook ? {} : { others: others.map(other => readingWith(other, given)) }),
  }
}

export function ablationTable(rows: readonly AblationRow[]): string {
  const share = (part: number, whole: number) => (whole === 0 ? 1 : part / whole).toFixed(4)
  const header = ['judgement has', 'grade', 'forms', 'rowExact', 'fieldExact', 'amountExact', 'silentErrors']
  const lines = rows.map(({ step, grade, score }) => [
    ...[step, grade, String(score.forms), share(score.rowsRight, score.rows), share(score.fieldsRight, score.fields)],
    ...[share(score.amountsRight, score.amounts), String(score.silentErrors), String(score.silentNumberErrors)],
    share(score.flagged, score.values),
  ])
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const whole = [...header, 'silentNumberErrors', 'flagRate']
  return [line(whole), line(whole.map(() => '---')), ...lines.map(line)].join('\n')
}
