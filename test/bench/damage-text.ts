import { createRandom, type Random } from '../corpus/random.ts'
import type { Half } from '../corpus/split.ts'
import { formToText } from '../corpus/to-text.ts'
import type { FormTruth } from '../corpus/truth.ts'
import { folded, type ScoredForm, type ScoredValue, scoreForms } from './score.ts'
import { formsOfHalf, type IngestText } from './structure.ts'

type CellClass = 'name' | 'target' | 'amount' | 'date'

interface Damage {
  readonly channel: 'text' | 'generative' | 'typed' | 'contradiction'
  readonly cell: CellClass
  readonly what: string
  /** The damaged text; null where this text has no place for it. */
  apply(text: string, random: Random): string | null
}

/** One of the matches becomes `by`; null where there is none. */
function swapped(pattern: RegExp, by: string): Damage['apply'] {
  return (text, random) => {
    const found = [...text.matchAll(pattern)]
    if (found.length === 0) return null
    const { index, 0: match } = random.pick(found)
    return text.slice(0, index) + by + text.slice(index + match.length)
  }
}

const LOOK_ALIKES: readonly (readonly [string, string])[] = [
  ...(['土士', '未末', '日曰', '完宪', '务条', '设没', '人入', '施旋', '率串', '效放'] as const),
].map(pair => [pair[0]!, pair[1]!])

const DAMAGES: readonly Damage[] = [
  ...LOOK_ALIKES.map(
    ([right, wrong]): Damage => ({
      ...{ channel: 'text', cell: 'name', what: 'a character for its look-alike' },
      apply: swapped(new RegExp(right, 'gu'), wrong),
    }),
  ),
  { channel: 'text', cell: 'target', what: 'a letter for a digit', apply: swapped(/(?<=\d)0(?=\d*[.(])/gu, 'O') },
  {
    ...{ channel: 'generative', cell: 'target', what: 'LaTeX' },
    apply: text =>
      /^[≥≤]\d/u.test(text) ? `$${text.replace('≥', '\\geq ').replace('≤', '\\leq ').replace('%', '\\%')}$` : null,
  },
  { channel: 'generative', cell: 'target', what: 'a doubled mark', apply: swapped(/[.](?=\d)/gu, '..') },
  { channel: 'typed', cell: 'target', what: '≥ as 2', apply: swapped(/^≥(?=\d)/gu, '2') },
  { channel: 'typed', cell: 'target', what: '≥ lost', apply: swapped(/^≥(?=\d)/gu, '') },
  { channel: 'typed', cell: 'target', what: 'point as comma', apply: swapped(/[.](?=\d\d\()/gu, ',') },
  { channel: 'typed', cell: 'target', what: 'point as colon', apply: swapped(/[.](?=\d\d\()/gu, ':') },
  { channel: 'typed', cell: 'target', what: 'unit lost', apply: swapped(/(?<=\d)\([^()]+\)$/gu, '') },
  { channel: 'typed', cell: 'amount', what: 'comma as point', apply: swapped(/,/gu, '.') },
  { channel: 'typed', cell: 'amount', what: 'point as colon', apply: swapped(/[.]/gu, ':') },
  { channel: 'typed', cell: 'amount', what: 'comma as semicolon', apply: swapped(/,/gu, ';') },
  { channel: 'typed', cell: 'date', what: 'dash lost', apply: swapped(/-/gu, '') },
  { channel: 'typed', cell: 'date', what: 'dash doubled', apply: swapped(/-/gu, '--') },
  { channel: 'contradiction', cell: 'amount', what: 'another digit', apply: swapped(/(?<=^\d?)[1-8](?=[\d,])/gu, '9') },
]

const AMOUNT = /^\d{1,3}(?:,\d{3})*\.\d\d$/u
const DATE = /^\d{4}-\d\d-\d\d$/u

export interface TextDamage {
  readonly half: Half
  readonly channel: string
  readonly cell: string
  readonly what: string
  readonly cases: number
  /** The value is right all the same, without and with a flag. */
  readonly restored: number
  readonly restoredAndListed: number
  /** It is wrong, and listed for review or with a proposal. */
  readonly listed: number
  readonly silent: number
  /** It is wrong, and a correction was applied to it that changes more than width and spaces. */
  readonly miscorrected: number
  /** Values of other cells that became wrong, and that are newly listed. */
  readonly othersWrong: number
  readonly othersListed: number
}

type Counts = Omit<TextDamage, 'half' | 'channel' | 'cell' | 'what'>

/**
 * One damage a text: what becomes of the damaged value and of all others. A contradiction is another amount that is printed so: it
 * must stand as printed, and counts as listed where a check finds it.
 */
export async function runTextDamage(ingestText: IngestText, half: Half, forms: number): Promise<TextDamage[]> {
  const rows = new Map<string, TextDamage>()
  for (const [index, truth] of formsOfHalf(half, 4242, forms).entries()) {
    const text = formToText(truth, { seed: index })
    const cleanForms = await ingestText(text)
    const clean = scoreForms([truth], cleanForms).values
    for (const [number, damage] of DAMAGES.entries()) {
      const damaged = damagedText(text, truth, damage, createRandom('damage', index, number))
      if (damaged === null) continue
      const got = await ingestText(damaged)
      const isFound = findingsOf(got) > findingsOf(cleanForms)
      const { channel, cell, what } = damage
      const key = [channel, cell, what].join()
      const before = rows.get(key) ?? { half, channel, cell, what, ...NONE }
      rows.set(key, {
        ...before,
        ...sumOf(before, outcome(damage, clean, scoreForms([truth], got).values, got, isFound)),
      })
    }
  }
  return [...rows.values()]
}

const NONE: Counts = {
  ...{ cases: 0, restored: 0, restoredAndListed: 0, listed: 0, silent: 0 },
  ...{ miscorrected: 0, othersWrong: 0, othersListed: 0 },
}

function outcome(
  { cell, channel }: Damage,
  clean: readonly ScoredValue[],
  now: readonly ScoredValue[],
  forms: readonly ScoredForm[],
  isFound: boolean,
): Counts {
  const wasRight = new Set(clean.filter(value => value.isRight).map(({ path }) => path))
  const wasListed = new Set(clean.filter(value => value.isFlagged).map(({ path }) => path))
  const wrong = now.filter(value => !value.isRight && wasRight.has(value.path))
  const listed = now.filter(value => value.isFlagged && !wasListed.has(value.path))
  const own = wrong.find(value => classOf(value.path) === cell)
  const corrections = forms.flatMap(form => form.corrections ?? [])
  const proposals = corrections.filter(({ decision }) => decision === 'proposed')
  const isMiscorrected = corrections.some(
    ({ path, decision, before, after }) =>
      path === own?.path && decision === 'applied' && folded(before ?? '') !== folded(after ?? ''),
  )
  const isListed =
    own === undefined
      ? listed.some(value => classOf(value.path) === cell)
      : own.isFlagged || proposals.some(({ path }) => path === own.path) || (channel === 'contradiction' && isFound)
  return {
    cases: 1,
    restored: Number(own === undefined && !isListed),
    restoredAndListed: Number(own === undefined && isListed),
    listed: Number(own !== undefined && isListed),
    silent: Number(own !== undefined && !isListed),
    miscorrected: Number(isMiscorrected),
    othersWrong: wrong.filter(value => value !== own).length,
    othersListed: listed.filter(value => classOf(value.path) !== cell).length,
  }
}

function findingsOf(forms: readonly ScoredForm[]): number {
  return forms.reduce((sum, form) => sum + (form.findings?.length ?? 0), 0)
}

function sumOf(a: Counts, b: Counts): Counts {
  const sum = { ...NONE, ...a }
  return Object.fromEntries(
    (Object.keys(NONE) as (keyof Counts)[]).map(key => [key, sum[key] + b[key]]),
  ) as unknown as Counts
}

function classOf(path: string): CellClass | null {
  if (path.startsWith('funds.')) return 'amount'
  if (path === 'plannedStart' || path === 'plannedEnd') return 'date'
  if (path.endsWith('.level3')) return 'name'
  return path.endsWith('.value') ? 'target' : null
}

/** The form's text with one cell of the damage's class damaged; null where none has a place for it. */
function damagedText(text: string, truth: FormTruth, { cell, apply }: Damage, random: Random): string | null {
  const names = new Set(truth.indicators.map(row => row.level3))
  const targets = new Set(truth.indicators.map(row => row.value))
  const isOfClass = (each: string) => {
    if (cell === 'amount') return AMOUNT.test(each)
    if (cell === 'date') return DATE.test(each)
    return (cell === 'name' ? names : targets).has(each)
  }
  const parts = text.split(/([\t\n])/u)
  const places = random.shuffle([...parts.keys()].filter(i => isOfClass(parts[i]!)))
  for (const place of places) {
    const damaged = apply(parts[place]!, random)
    if (damaged !== null && folded(damaged) !== folded(parts[place])) return parts.with(place, damaged).join('')
  }
  return null
}

/**
 * Detected: restored or listed, as a share of the damaged values; precise: damaged values among all that are newly listed or corrected.
 * Corrected: right in the end; precise: right ones among those that a correction changed.
 */
export function textDamageTable(rows: readonly TextDamage[]): string {
  const share = (part: number, whole: number) => (whole === 0 ? '–' : (part / whole).toFixed(3))
  const header = [
    ...['half', 'channel', 'cell', 'damage', 'cases', 'restored', 'restored and listed', 'wrong and listed'],
    ...['silently wrong', 'other values wrong', 'other values listed'],
    ...['detected', 'precise', 'corrected', 'precise'],
  ]
  const lines = rows.map(row => {
    const restored = row.restored + row.restoredAndListed
    const detected = row.cases - row.silent
    return [
      ...[row.half, row.channel, row.cell, row.what],
      ...[row.cases, row.restored, row.restoredAndListed, row.listed, row.silent, row.othersWrong, row.othersListed],
      ...[share(detected, row.cases), share(detected, detected + row.othersListed)],
      ...[share(restored, row.cases), share(restored, restored + row.miscorrected)],
    ]
  })
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`
  return [line(header), line(header.map(() => '---')), ...lines.map(line)].join('\n')
}
