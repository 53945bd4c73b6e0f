import type { CharReading, CtcStep, Reading } from '../../model/reading.ts'

/** The reading of a cell without ink. */
export function emptyReading(engine: string): Reading {
  return { text: '', confidence: 1, engine, chars: [] }
}

/**
 * The lines of a cell as one reading. Chinese breaks anywhere, so nothing goes between two lines, except a space between two Latin words.
 * Where one line lacks characters or posteriors, the whole lacks them. Other looks at some of the lines become other readings of the whole.
 */
export function joinLines(lines: readonly Reading[], engine: string): Reading {
  const joined = joinTexts(lines, engine)
  if (lines.every(line => line.others === undefined)) return joined
  const looks = Math.max(...lines.map(line => line.others?.length ?? 0))
  const others = Array.from({ length: looks }, (_, i) =>
    joinTexts(
      lines.map(line => line.others?.[i] ?? line),
      engine,
    ),
  )
  return { ...joined, others }
}

function joinTexts(lines: readonly Reading[], engine: string): Reading {
  const kept = lines.filter(line => line.text !== '')
  const [first] = kept
  if (first === undefined) return { text: '', confidence: lines.length === 0 ? 1 : 0, engine, chars: [] }
  if (kept.length === 1) return withoutOthers(first)
  let text = ''
  let chars: CharReading[] | null = []
  let posteriors: CtcStep[] | null = []
  let confidence = 1
  for (const line of kept) {
    const space = needsSpace(text, line.text)
    text += (space ? ' ' : '') + line.text
    confidence *= line.confidence
    if (chars !== null && line.chars !== undefined) {
      if (space) chars.push({ char: ' ', probability: 1, alternatives: [] })
      chars.push(...line.chars)
    } else chars = null
    if (posteriors !== null && line.posteriors !== undefined) {
      // A sure blank, so that the last symbol of a line and the same first one of the next stay two.
      if (posteriors.length > 0) posteriors.push([['', 0]])
      posteriors.push(...line.posteriors)
    } else posteriors = null
  }
  return {
    text,
    confidence,
    engine: first.engine,
    ...(chars === null ? {} : { chars }),
    ...(posteriors === null ? {} : { posteriors }),
  }
}

function withoutOthers({ others: _, ...reading }: Reading): Reading {
  return reading
}

function needsSpace(before: string, after: string): boolean {
  return /[A-Za-z]$/.test(before) && /^[A-Za-z]/.test(after)
}
