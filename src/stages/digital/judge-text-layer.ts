import { drawnTolerance } from '../../engines/geometry/edge.ts'
import { edgesToGrids } from '../../engines/geometry/edges-to-grids.ts'
import type { PdfPage } from '../../engines/pdf/pdf-document.ts'
import type { Box } from '../../model/box.ts'
import { gridBox } from '../../model/grid.ts'
import { isCovered, isGarbled, isSpace } from './glyph-judgement.ts'

/** What a page of a PDF is made of; the parts of `PdfPage` that this stage looks at. */
export type DigitalPage = Pick<PdfPage, 'number' | 'width' | 'height' | 'content'>

/**
 * `text`: the text layer is what is printed. `image`: the page must be read from its picture.
 * `both`: the text layer holds, but `pictures` (pt) may hold more text. `blank`: nothing is printed.
 */
export interface TextLayerJudgement {
  readonly source: 'text' | 'image' | 'both' | 'blank'
  readonly pictures: readonly Box[]
  readonly reason: string
}

/** More garbled characters than this, and the layer is no text; a few are symbols of a dingbat font. */
const maxGarbledShare = 0.02
/** Images over this share of the page make it a scan, unless the text stands in ruled cells of its own. */
const scanCoverage = 0.5
/** A picture of at least this share of the page may hold a table; seals (40 mm) and logos are smaller. */
const pictureShare = 0.05
/** So many characters on a picture, and it is the ground or the seal of that text. */
const fewOnPicture = 3
/** So many filled shapes beyond rules and twice the characters: letters drawn as outlines. */
const outlineShapes = 150

/** Judges a page's text layer by what is visible, what is garbled, and what images lie on the page. */
export function judgeTextLayer(page: DigitalPage): TextLayerJudgement {
  const { content } = page
  const pageArea = page.width * page.height
  const shown = content.glyphs.filter(g => g.isVisible && !isSpace(g) && !isCovered(g, content.images))
  const isEmpty = shown.length === 0 && content.images.length === 0 && content.drawings === 0
  if (isEmpty) return { source: 'blank', pictures: [], reason: 'nothing is printed on the page' }
  const image = (reason: string): TextLayerJudgement => ({ source: 'image', pictures: [], reason })
  if (shown.length === 0) {
    const isHidden = content.glyphs.some(g => !isSpace(g))
    return image(isHidden ? 'the text layer is hidden behind a scan (an earlier OCR)' : 'the page has no text layer')
  }
  if (shown.filter(isGarbled).length > maxGarbledShare * shown.length) return image('the text layer is garbled')
  if (shown.filter(g => g.angle !== 0).length > shown.length / 2) return image('the text does not run upright')
  if (content.drawings - content.rulings.length > outlineShapes + 2 * shown.length)
    return image('most of the text is drawn as outlines')
  const coverage = content.images.reduce((sum, i) => sum + i.box.width * i.box.height, 0) / pageArea
  if (
    coverage >= scanCoverage &&
    !standsInRuledCells(
      page,
      shown.map(g => g.box),
    )
  )
    return image('an image fills the page')
  const pictures = content.images
    .map(i => i.box)
    .filter(b => b.width * b.height >= pictureShare * pageArea && b.width * b.height < scanCoverage * pageArea)
    .filter(b => shown.filter(g => isCentreIn(g.box, b)).length < fewOnPicture)
  return pictures.length > 0
    ? { source: 'both', pictures, reason: 'the page has pictures without text' }
    : { source: 'text', pictures: [], reason: 'the text layer is what is printed' }
}

function standsInRuledCells(page: DigitalPage, boxes: readonly Box[]): boolean {
  const grids = edgesToGrids(page.content.rulings, drawnTolerance, 8)
  const areas = grids.filter(g => g.cells.length >= 4).map(gridBox)
  return boxes.filter(box => areas.some(area => isCentreIn(box, area))).length > boxes.length / 2
}

function isCentreIn(box: Box, area: Box): boolean {
  const x = box.x + box.width / 2
  const y = box.y + box.height / 2
  return x >= area.x && x <= area.x + area.width && y >= area.y && y <= area.y + area.height
}
