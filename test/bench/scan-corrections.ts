import type { FormLibrary } from '../../src/forms/form-library.ts'
import type { FormRecord } from '../../src/model/form-record.ts'
import { valueAt } from '../../src/model/form-values.ts'
import { rawText, takesEffect } from '../../src/model/replay.ts'
import type { Half } from '../corpus/split.ts'
import { editDistance } from './alignment.ts'
import { judgeDocument } from './judged-values.ts'
import type { KeptDocument } from './kept-readings.ts'
import { folded } from './score.ts'

/** Texts of one class on scanned pages, as read and as they came out. */
export interface ScanCorrections {
  readonly half: Half
  readonly cell: string
  readonly values: number
  readonly characters: number
  readonly errorsBefore: number
  readonly errorsAfter: number
  /** Values with an applied correction that changes more than width and spaces, and what it made of them. */
  readonly corrected: number
  readonly restored: number
  readonly stillWrong: number
  readonly spoiled: number
  /** Values whose digits became other digits. */
  readonly digitsChanged: number
}

const CLASSES = ['name', 'target', 'organisation', 'prose'] as const
type TextClass = (typeof CLASSES)[number]

/** What judgement does to the texts of kept readings: characters wrong before and after, and every applied correction against the truth. */
export function scanCorrections(
  documents: readonly KeptDocument[],
  library: FormLibrary,
  half: Half,
): ScanCorrections[] {
  const seen = documents.flatMap(document => {
    const { forms, values } = judgeDocument(document, library, 0.98)
    return values.flatMap(({ form, path, expected }) => {
      const cell = classOf(path)
      const record = forms[form]
      return cell === null || record === undefined ? [] : [{ cell, ...change(record, path, expected) }]
    })
  })
  return CLASSES.map(cell => {
    const own = seen.filter(each => each.cell === cell)
    const sum = (of: (each: (typeof seen)[number]) => number) => own.reduce((all, each) => all + of(each), 0)
    const corrected = own.filter(({ before, after }) => before !== after)
    const count = (test: (each: (typeof seen)[number]) => boolean) => corrected.filter(test).length
    return {
      ...{ half, cell, values: own.length, corrected: corrected.length },
      characters: sum(({ expected }) => [...expected].length),
      errorsBefore: sum(({ before, expected }) => editDistance(before, expected)),
      errorsAfter: sum(({ after, expected }) => editDistance(after, expected)),
      restored: count(({ before, after, expected }) => before !== expected && after === expected),
      stillWrong: count(({ before, after, expected }) => before !== expected && after !== expected),
      spoiled: count(({ before, after, expected }) => before === expected && after !== expected),
      digitsChanged: count(({ before, after }) => digits(before) !== digits(after)),
    }
  })
}

function change(record: FormRecord, path: string, truth: string) {
  const expected = folded(truth)
  const raw = rawText(record.provenance, path)
  const isCorrected = record.corrections.some(entry => entry.path === path && takesEffect(entry))
  const after = valueAt(record, path) ?? ''
  return { expected, before: folded(isCorrected ? raw : after), after: folded(after) }
}

function digits(text: string): string {
  return text.replace(/\D/gu, '')
}

function classOf(path: string): TextClass | null {
  if (path.endsWith('.level3') || path === 'projectName') return 'name'
  if (path.endsWith('.value')) return 'target'
  if (path === 'competentDepartment' || path === 'implementingUnit') return 'organisation'
  return path === 'overallGoal' || path === 'annualGoal' ? 'prose' : null
}

export function scanCorrectionsTable(rows: readonly ScanCorrections[]): string {
  const header = [
    'half',
    'cells',
    'values',
    'characters',
    'wrong before',
    'wrong after',
    'values corrected',
    'restored',
  ]
  const whole = [...header, 'still wrong', 'spoiled', 'digits changed']
  const lines = rows.map(row => [
    ...[row.half, row.cell, String(row.values), String(row.characters)],
    ...[
      row.errorsBefore,
      row.errorsAfter,
      row.corrected,
      row.restored,
      row.stillWrong,
      row.spoiled,
      row.digitsChanged,
    ].map(String),
  ])
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(whole), line(whole.map(() => '---')), ...lines.map(line)].join('\n')
}
