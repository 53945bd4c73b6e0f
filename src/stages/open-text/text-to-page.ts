import type { Block, Cell, PageReading } from '../../model/page-reading.ts'
import type { Reading } from '../../model/reading.ts'

const ENGINE = 'text-file'

/**
 * An OCR text file as a page: lines with tabs are table rows, other lines are text lines, and a blank line (or a form
 * feed) ends a table segment, as page breaks do in such files. Every cell keeps its line and cell number, from 1.
 */
export function textToPage(text: string): PageReading {
  const blocks: Block[] = []
  let cells: Cell[] = []
  let rows = 0
  let columns = 0
  const endSegment = () => {
    if (rows > 0)
      blocks.push({
        kind: 'table',
        grid: 'tabbed',
        page: 1,
        rows,
        columns,
        columnEdges: null,
        openTop: true,
        openBottom: true,
        cells,
      })
    cells = []
    rows = 0
    columns = 0
  }
  for (const [index, rawLine] of text
    .replaceAll('\f', '\n')
    .split(/\r\n|\n|\r/)
    .entries()) {
    const line = index + 1
    if (rawLine.trim() === '') {
      endSegment()
    } else if (rawLine.includes('\t')) {
      const texts = rawLine.split('\t')
      for (const [column, cellText] of texts.entries())
        cells.push({
          row: rows,
          column,
          rowSpan: 1,
          columnSpan: 1,
          reading: reading(cellText.trim()),
          place: { page: 1, box: null, pixels: null, line, column: column + 1 },
          cut: 'none',
        })
      columns = Math.max(columns, texts.length)
      rows += 1
    } else {
      endSegment()
      blocks.push({
        kind: 'line',
        page: 1,
        reading: reading(rawLine.trim()),
        place: { page: 1, box: null, pixels: null, line, column: 1 },
      })
    }
  }
  endSegment()
  return { page: 1, width: null, height: null, dpi: null, source: 'text-file', quality: 1, blocks, issues: [] }
}

function reading(text: string): Reading {
  return { text, confidence: 1, engine: ENGINE }
}
