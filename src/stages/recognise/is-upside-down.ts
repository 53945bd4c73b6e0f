import type { Grid } from '../../model/grid.ts'
import type { PageImage } from '../../model/page-image.ts'
import type { LineReader } from './line-reader.ts'
import { firstLook, lineToPicture } from './line-to-picture.ts'
import { pageToLines } from './page-to-lines.ts'
import type { TextPatch } from './text-patch.ts'

/** So many of the widest lines are read both ways. */
const linesTried = 8
/** Characters less probable than this say nothing. */
const guessed = 0.5

/** True where the engine reads the page's widest lines more surely on their heads. */
export async function isUpsideDown(image: PageImage, grids: readonly Grid[], engine: LineReader): Promise<boolean> {
  const { cells, loose, textHeight } = pageToLines(image, grids)
  const patches: readonly TextPatch[] = [...cells, ...loose]
  const pictures = patches
    .flatMap(({ patch, lines }) =>
      lines.map((_, i) => lineToPicture(patch, lines, i, textHeight, image.dpi, firstLook)),
    )
    .sort((a, b) => b.width / b.height - a.width / a.height)
    .slice(0, linesTried)
  const upright = await engine.readLines(pictures)
  const turned = await engine.readLines(pictures.map(picture => ({ ...picture, data: picture.data.slice().reverse() })))
  return sureness(turned) > sureness(upright)
}

/**
 * How much was read with certainty. A sum, not a mean: cut letters and specks are read as something either way, without certainty,
 * and must not outweigh the few words that stand beside them.
 */
function sureness(readings: Awaited<ReturnType<LineReader['readLines']>>): number {
  const chars = readings.flatMap(reading => reading.chars ?? [])
  return chars.reduce((sum, char) => sum + Math.max(0, char.probability - guessed), 0)
}
