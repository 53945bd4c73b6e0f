import type { Grid } from '../../model/grid.ts'
import type { PageImage } from '../../model/page-image.ts'
import type { LineReader } from './line-reader.ts'
import { firstLook, lineToPicture } from './line-to-picture.ts'
import { pageToLines } from './page-to-lines.ts'
import type { TextPatch } from './text-patch.ts'

/** So many of the widest lines are read both ways. */
const linesTried = 8

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
  return meanProbability(turned) > meanProbability(upright)
}

function meanProbability(readings: Awaited<ReturnType<LineReader['readLines']>>): number {
  const chars = readings.flatMap(reading => reading.chars ?? [])
  return chars.length === 0 ? 0 : chars.reduce((sum, char) => sum + char.probability, 0) / chars.length
}
