import type { Box } from '../../model/box.ts'
import type { Block, PageReading } from '../../model/page-reading.ts'
import type { Place } from '../../model/place.ts'

/** Where a picture that was read lies on its page: pt on the page = `left`/`top` + `scale` × pt of the picture; px likewise shifted. */
export interface PictureFrame {
  readonly left: number
  readonly top: number
  readonly scale: number
  readonly pixelLeft: number
  readonly pixelTop: number
  /** Size of the page in pt. */
  readonly width: number
  readonly height: number
}

/** The reading of a picture, in coordinates of the page it lies on. */
export function readingMoved(reading: PageReading, frame: PictureFrame): PageReading {
  const pictureWidth = reading.width ?? frame.width
  return {
    ...reading,
    width: frame.width,
    height: frame.height,
    blocks: reading.blocks.map(block => blockMoved(block, frame, pictureWidth)),
  }
}

function blockMoved(block: Block, frame: PictureFrame, pictureWidth: number): Block {
  if (block.kind === 'line') return { ...block, place: placeMoved(block.place, frame) }
  return {
    ...block,
    columnEdges: block.columnEdges?.map(edge => (frame.left + edge * pictureWidth * frame.scale) / frame.width) ?? null,
    cells: block.cells.map(cell => ({ ...cell, place: placeMoved(cell.place, frame) })),
  }
}

function placeMoved(place: Place, { left, top, scale, pixelLeft, pixelTop }: PictureFrame): Place {
  return {
    ...place,
    box: place.box && boxMoved(place.box, left, top, scale),
    pixels: place.pixels && boxMoved(place.pixels, pixelLeft, pixelTop, 1),
  }
}

function boxMoved(box: Box, left: number, top: number, scale: number): Box {
  return { x: left + box.x * scale, y: top + box.y * scale, width: box.width * scale, height: box.height * scale }
}
