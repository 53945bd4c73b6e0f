import { acrossLeaf, type Leaf, leafOf, leavesOf } from '../engines/geometry/leaves.ts'
import { inReadingOrder } from '../engines/geometry/reading-order.ts'
import { type Box, boxScaled } from '../model/box.ts'
import { type Grid, gridBox } from '../model/grid.ts'
import type { Issue } from '../model/issue.ts'
import type { PageImage } from '../model/page-image.ts'
import type { Block, Cell, PageReading, TableSegment, TextLine } from '../model/page-reading.ts'
import { PageWatch } from '../model/page-timing.ts'
import type { Place } from '../model/place.ts'
import { type CleanPage, cleanPage, turnedUpsideDown } from '../stages/clean/clean-page.ts'
import { mapBox } from '../stages/clean/homography.ts'
import { isCrossed } from '../stages/clean/streaks.ts'
import { findGrids } from '../stages/grid/find-grids.ts'
import { isUpsideDown } from '../stages/recognise/is-upside-down.ts'
import type { LineReader } from '../stages/recognise/line-reader.ts'
import { type CellText, type PageTexts, type ReadOptions, readPage } from '../stages/recognise/read-page.ts'
import { isHardlyRead, readingIssues } from '../stages/recognise/reading-issues.ts'

export interface ScanReader {
  /** Reads page `page` (from 1) from its picture. Problems of the page are issues in the result; `watch` takes the time of its stages. */
  readScan(image: PageImage, page: number, watch?: PageWatch): Promise<PageReading>
}

export interface ScanEngines extends ReadOptions {
  readonly engine: LineReader
}

/** The way of a scanned page: clean → grid → recognise. Boxes lead back to the picture as it came, in px and in pt of its dpi. */
export function createScanReader({ engine, arbiter }: ScanEngines): ScanReader {
  return {
    async readScan(image, page, watch = new PageWatch()) {
      const engines = {
        engine: timed(engine, watch),
        ...(arbiter === undefined ? {} : { arbiter: timed(arbiter, watch) }),
      }
      const { clean, grids, texts, isBlank } = await readUpright(image, engines, watch)
      const issues = [...clean.issues, ...(isBlank ? [] : readingIssues(texts))]
      return {
        page,
        width: (image.width / image.dpi) * 72,
        height: (image.height / image.dpi) * 72,
        dpi: image.dpi,
        source: 'scan',
        quality: clean.quality,
        blocks: textsToBlocks(texts, grids, clean, image.dpi, page),
        issues: issues.map((issue): Issue => ({ ...issue, page })),
      }
    },
  }
}

/** A page set to be read, and what was read on it. */
interface ReadScan {
  readonly clean: CleanPage
  readonly grids: readonly Grid[]
  readonly texts: PageTexts
  readonly isBlank: boolean
}

const nothingRead: PageTexts = { cells: [], loose: [], textHeight: 0 }

/**
 * Cleans and reads a page. Which way is up is asked of the engine where the letters' shapes did not tell, and again where hardly
 * anything could be read.
 */
async function readUpright(image: PageImage, engines: ScanEngines, watch: PageWatch): Promise<ReadScan> {
  const { engine } = engines
  const clean = await watch.time('clean', () => cleanPage(image))
  if (clean.issues.some(issue => issue.code === 'blank-page'))
    return { clean, grids: [], texts: nothingRead, isBlank: true }
  const grids = await watch.time('grid', () => findGrids(clean.image))
  if (clean.uprightness.needsUprightVote && (await isUpsideDown(clean.image, grids, engine)))
    return readTurned(clean, engines, watch)
  const texts = await readPage(clean.image, grids, engine, engines)
  const isDoubted = !clean.uprightness.needsUprightVote && isHardlyRead(texts)
  if (isDoubted && (await isUpsideDown(clean.image, grids, engine))) return readTurned(clean, engines, watch)
  return { clean, grids, texts: doubtedAtStreaks(texts, clean), isBlank: false }
}

async function readTurned(clean: CleanPage, engines: ScanEngines, watch: PageWatch): Promise<ReadScan> {
  const turned = turnedUpsideDown(clean)
  const grids = await watch.time('grid', () => findGrids(turned.image))
  const texts = await readPage(turned.image, grids, engines.engine, engines)
  return { clean: turned, grids, texts: doubtedAtStreaks(texts, turned), isBlank: false }
}

/** What a reading is worth, relative to what it claims, where a line that is no print met it. */
const crossedWorth = 0.5
/** Rules of a cell lie in its margin (mm). */
const ruleMarginMm = 0.8

function doubtedAtStreaks(texts: PageTexts, { image, streaks }: CleanPage): PageTexts {
  if (streaks.length === 0) return texts
  const margin = (ruleMarginMm * image.dpi) / 25.4
  const cells = texts.cells.map(({ grid, cell, reading }) => {
    const worth = isCrossed(cell.box, margin, streaks) ? crossedWorth : 1
    return { grid, cell, reading: { ...reading, confidence: reading.confidence * worth } }
  })
  return { ...texts, cells }
}

function timed(engine: LineReader, watch: PageWatch): LineReader {
  return { name: engine.name, readLines: lines => watch.time('recognise', () => engine.readLines(lines)) }
}

/** Tables and lines in reading order. */
function textsToBlocks(texts: PageTexts, grids: readonly Grid[], clean: CleanPage, dpi: number, page: number): Block[] {
  const placeOf = (box: Box): Place => {
    const pixels = mapBox(clean.toOriginal, box)
    return { page, box: boxScaled(pixels, 72 / dpi), pixels, line: null, column: null }
  }
  const boxes = texts.loose.map(({ box }) => box)
  const leaves = leavesOf(grids.map(gridBox), boxes, clean.image.width, clean.image.height)
  const tables = grids.map(grid => ({
    head: grid.cells[0]!.box,
    item: gridToSegment(grid, texts.cells, leafOf(gridBox(grid), leaves), placeOf, page),
  }))
  const lines = texts.loose.map(({ box, reading }) => ({
    head: box,
    item: { kind: 'line', page, reading, place: placeOf(box) } satisfies TextLine as TextLine,
  }))
  return inReadingOrder<Block>([...tables, ...lines], leaves)
}

function gridToSegment(
  grid: Grid,
  texts: readonly CellText[],
  leaf: Leaf,
  placeOf: (box: Box) => Place,
  page: number,
): TableSegment {
  const cells = texts
    .filter(text => text.grid === grid)
    .map(
      ({ cell, reading }): Cell => ({
        row: cell.row,
        column: cell.column,
        rowSpan: cell.rowSpan,
        columnSpan: cell.columnSpan,
        reading,
        place: placeOf(cell.box),
        cut: cell.cut,
      }),
    )
  return {
    kind: 'table',
    grid: 'ruled',
    page,
    rows: grid.rowEdges.length - 1,
    columns: grid.columnEdges.length - 1,
    columnEdges: acrossLeaf(grid.columnEdges, leaf),
    openTop: grid.openTop,
    openBottom: grid.openBottom,
    cells: cells.sort((a, b) => a.row - b.row || a.column - b.column),
  }
}
