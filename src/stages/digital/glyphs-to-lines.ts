import type { PdfGlyph } from '../../engines/pdf/pdf-document.ts'
import { type Box, boxUnion } from '../../model/box.ts'
import { isGarbled, isSpace } from './glyph-judgement.ts'

/** A line of text. `endsWithSpace`: a space was printed behind its last character. */
export interface GlyphLine {
  readonly text: string
  readonly box: Box
  readonly endsWithSpace: boolean
  readonly isGarbled: boolean
}

/** Base lines that differ by less (em) are one line: sub- and superscripts stay with their line. */
const sameLine = 0.45
/** Overprinted (bold by double printing) where the same character starts again within this distance (em). */
const overprint = 0.2
/** A gap (em) that parts words of narrow characters though no space is printed. */
const wordGap = 0.25

/**
 * Glyphs → lines in reading order: each line along its own direction, lines from top to bottom as the text runs.
 * `splitGap` (em): wider gaps within a line part it in two; infinite for cells, whose text may be spread out.
 */
export function glyphsToLines(glyphs: readonly PdfGlyph[], splitGap: number): GlyphLine[] {
  const byAngle = new Map<number, PdfGlyph[]>()
  for (const glyph of glyphs) {
    const group = byAngle.get(glyph.angle)
    if (group) group.push(glyph)
    else byAngle.set(glyph.angle, [glyph])
  }
  return [...byAngle.values()].flatMap(group => linesAlong(group).flatMap(line => lineParts(line, splitGap)))
}

/** A glyph with its place along (`from`, `to`) and across (`down`) its line. */
interface Placed {
  readonly glyph: PdfGlyph
  readonly from: number
  readonly to: number
  readonly down: number
}

function linesAlong(glyphs: readonly PdfGlyph[]): Placed[][] {
  const placed = glyphs.map(placedGlyph).sort((a, b) => a.down - b.down)
  const lines: Placed[][] = []
  for (const item of placed) {
    const line = lines.at(-1)
    const last = line?.at(-1)
    const isSame = last && item.down - last.down <= sameLine * Math.max(item.glyph.size, last.glyph.size)
    if (line && isSame && item.down - line[0]!.down <= item.glyph.size) line.push(item)
    else lines.push([item])
  }
  return lines.map(line => line.sort((a, b) => a.from - b.from))
}

function placedGlyph(glyph: PdfGlyph): Placed {
  const radians = (glyph.angle * Math.PI) / 180
  const along = glyph.x * Math.cos(radians) + glyph.y * Math.sin(radians)
  const down = glyph.y * Math.cos(radians) - glyph.x * Math.sin(radians)
  return { glyph, from: along, to: along + glyph.advance * glyph.size, down }
}

function lineParts(line: readonly Placed[], splitGap: number): GlyphLine[] {
  const parts: Placed[][] = []
  let end = Number.NEGATIVE_INFINITY
  for (const item of withoutOverprint(line)) {
    const part = parts.at(-1)
    if (isSpace(item.glyph)) part?.push(item)
    else {
      if (part && item.from - end <= splitGap * item.glyph.size) part.push(item)
      else parts.push([item])
      end = item.to
    }
  }
  return parts.map(partToLine)
}

function withoutOverprint(line: readonly Placed[]): Placed[] {
  return line.filter((item, i) => {
    const near = line.slice(Math.max(0, i - 3), i)
    return !near.some(
      other =>
        other.glyph.text === item.glyph.text &&
        item.from - other.from < overprint * item.glyph.size &&
        !isSpace(item.glyph),
    )
  })
}

function partToLine(part: readonly Placed[]): GlyphLine {
  let text = ''
  let end = Number.POSITIVE_INFINITY
  let spaced = false
  for (const { glyph, from, to } of part) {
    if (isSpace(glyph)) {
      spaced = true
      continue
    }
    const isGap = from - end > wordGap * glyph.size && isNarrow(text.at(-1)) && isNarrow(glyph.text[0])
    text += (text !== '' && (spaced || isGap) ? ' ' : '') + glyph.text
    spaced = false
    end = to
  }
  const inked = part.filter(p => !isSpace(p.glyph))
  return {
    text: text.trim(),
    box: boxUnion(inked.map(p => p.glyph.box)) ?? part[0]!.glyph.box,
    endsWithSpace: spaced,
    isGarbled: inked.some(p => isGarbled(p.glyph)),
  }
}

function isNarrow(char: string | undefined): boolean {
  return char !== undefined && /[\u0021-\u024f]/u.test(char)
}
