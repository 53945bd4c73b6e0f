import type { Cell, PageReading } from '../../src/model/page-reading.ts'
import type { CharReading, Reading } from '../../src/model/reading.ts'
import { textToPage } from '../../src/stages/open-text/text-to-page.ts'
import { createRandom, type Random } from '../corpus/random.ts'

const LOOK_ALIKES = [...'日目己已未末土士人入千干天夫大太竣峻率牵效放完元护扩标示项顶0O1l5S8B≥>,.']
/** Out of a hundred characters so many are read as another one, with the right one among the alternatives; and so many are doubtful. */
const MISREAD = 0.03
const DOUBTFUL = 0.06
/** Out of a hundred cells so many have a space in their text, and so many were looked at twice. */
const SPACED = 0.08
const SEEN_TWICE = 0.1

/** A form in text as if a recogniser had seen it on a picture: characters with alternatives, some of them misread. */
export function seenPage(text: string, seed: number): PageReading {
  const random = createRandom(seed, 'seen')
  const page = textToPage(text)
  const blocks = page.blocks.map(block =>
    block.kind === 'table' ? { ...block, cells: block.cells.map(cell => seenCell(cell, random)) } : block,
  )
  return { ...page, source: 'scan', dpi: 300, blocks }
}

function seenCell(cell: Cell, random: Random): Cell {
  if (cell.reading.text === '') return cell
  const pixels = { x: cell.column * 100, y: cell.row * 20, width: 100, height: 20 }
  const first = seenReading(cell.reading.text, random)
  const reading = random.chance(SEEN_TWICE) ? { ...first, others: [seenReading(cell.reading.text, random)] } : first
  return { ...cell, reading, place: { ...cell.place, pixels } }
}

function seenReading(printed: string, random: Random): Reading {
  const at = random.chance(SPACED) ? random.int(1, printed.length) : printed.length
  const chars = [...`${printed.slice(0, at)} ${printed.slice(at)}`.trimEnd()].map(char => seenCharacter(char, random))
  const text = chars.map(({ char }) => char).join('')
  return { text, confidence: Math.min(...chars.map(({ probability }) => probability)), engine: 'ppocr-v4', chars }
}

function seenCharacter(char: string, random: Random): CharReading {
  const draw = random.next()
  if (char === ' ' || draw > MISREAD + DOUBTFUL) return { char, probability: 0.999, alternatives: [] }
  const other = random.pick(LOOK_ALIKES)
  const [read, instead] = draw < MISREAD ? [other, char] : [char, other]
  const probability = 0.4 + random.next() * 0.5
  return { char: read, probability, alternatives: [{ char: instead, probability: (1 - probability) * 0.9 }] }
}
