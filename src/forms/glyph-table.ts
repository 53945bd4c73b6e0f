import { TabulariumError } from '../model/tabularium-error.ts'

/** Which part of a glyph is gone: nothing, up to 45% of its top or bottom, or whichever of the three fits best. */
export type GlyphClip = 'none' | 'top' | 'bottom' | 'any'

/** How alike characters look, for the characters of closed vocabularies. */
export interface GlyphTable {
  /**
   * 0..1: how easily the clipped `label` character is read as `read`. 1 for the same character; 0 where the table does
   * not list the pair. Not symmetric: what is clipped is the label, what is read is a whole character.
   */
  similarity(label: string, read: string, clip: GlyphClip): number
  /** The listed look-alikes of a label character with their similarity, without the character itself. */
  neighbours(label: string, clip: GlyphClip): ReadonlyMap<string, number>
  /** The characters whose neighbours the table lists. */
  readonly characters: ReadonlySet<string>
}

type Neighbours = Map<string, Map<string, number>>

const HEADER = 'character\tclip\tsimilarity\tneighbours'
const NOBODY: ReadonlyMap<string, number> = new Map()

/**
 * Reads `glyphs.tsv`: `#` comments, then one line for each character, clip and similarity (percent) with all neighbours
 * that have it. What holds unclipped also holds for every clip.
 * @throws TabulariumError `glyphs-invalid`, naming the line.
 */
export function parseGlyphTable(tsv: string): GlyphTable {
  const byClip: Record<GlyphClip, Neighbours> = { none: new Map(), top: new Map(), bottom: new Map(), any: new Map() }
  const lines = tsv.split(/\r?\n/u)
  const header = lines.findIndex(line => !line.startsWith('#'))
  if (lines[header] !== HEADER) throw invalid(header + 1, 'the columns are not character, clip, similarity, neighbours')
  for (const [index, line] of lines.entries()) {
    if (index <= header || line === '') continue
    const [character = '', clip = '', percent = '', neighbours = ''] = line.split('\t')
    const similarity = Number(percent) / 100
    const fail = (what: string) => invalid(index + 1, what)
    if (!(similarity > 0 && similarity < 1)) throw fail(`"${percent}" is not a percentage from 1 to 99`)
    if ([...character].length !== 1 || neighbours === '') throw fail('a line needs one character and its neighbours')
    for (const target of clipsCovered(clip, fail)) raise(byClip[target], character, neighbours, similarity)
  }
  const neighbours = (label: string, clip: GlyphClip) => byClip[clip].get(label) ?? NOBODY
  return {
    characters: new Set(byClip.any.keys()),
    neighbours,
    similarity: (label, read, clip) => (label === read ? 1 : (neighbours(label, clip).get(read) ?? 0)),
  }
}

function clipsCovered(clip: string, fail: (what: string) => TabulariumError): GlyphClip[] {
  if (clip === 'none') return ['none', 'top', 'bottom', 'any']
  if (clip === 'top' || clip === 'bottom') return [clip, 'any']
  throw fail(`"${clip}" is not a clip (none, top, bottom)`)
}

/** Notes the similarity for every neighbour that has no higher one yet. */
function raise(table: Neighbours, character: string, neighbours: string, similarity: number): void {
  const known = table.get(character) ?? new Map<string, number>()
  table.set(character, known)
  for (const neighbour of neighbours) if (similarity > (known.get(neighbour) ?? 0)) known.set(neighbour, similarity)
}

function invalid(line: number, what: string): TabulariumError {
  return new TabulariumError(
    'glyphs-invalid',
    `The glyph table cannot be read: line ${line}: ${what}.`,
    'Make it again with: npx tsx test/generate/glyph-table.ts',
    { exitStatus: 2 },
  )
}
