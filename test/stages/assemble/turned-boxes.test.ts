import { expect, it } from 'vitest'
import { openPdf } from '../../../src/engines/pdf/open-pdf.ts'
import { loadFormLibrary } from '../../../src/forms/form-library.ts'
import type { Box } from '../../../src/model/box.ts'
import type { PageReading } from '../../../src/model/page-reading.ts'
import type { Place } from '../../../src/model/place.ts'
import { pagesToForms } from '../../../src/pipeline/pages-to-forms.ts'
import { pdfPageToPageReading } from '../../../src/stages/digital/pdf-page-to-page-reading.ts'

const sample = (name: string) => new URL(`../../../samples/${name}`, import.meta.url).pathname

it('where a picture lay, and which way up, changes no value: boxes only lead back to it', async () => {
  const context = { library: loadFormLibrary(), form: 'auto', reviewBelow: 0.98 }
  const upright = (await readingsOf(sample('digital-form.pdf'))).map(withOverallGoal)
  const values = (pages: readonly PageReading[]) =>
    pagesToForms(pages, context).forms.map(({ fields, indicators, fiscalYear }) => ({ fields, indicators, fiscalYear }))
  const expected = values(upright)
  expect(expected[0]!.fields).toMatchObject({ overallGoal: '总目标', annualGoal: expect.stringContaining('菜市场') })
  const turns: ((box: Box) => Box)[] = [
    ({ x, y, width, height }) => ({ x: -(x + width), y: -(y + height), width, height }),
    ({ x, y, width, height }) => ({ x: y, y: -(x + width), width: height, height: width }),
    ({ x, y, width, height }) => ({ x: -(y + height), y: x, width: height, height: width }),
  ]
  for (const turn of turns) expect(values(upright.map(page => turned(page, turn)))).toEqual(expected)
})

async function readingsOf(path: string): Promise<PageReading[]> {
  const { document } = await openPdf(path)
  const readings: PageReading[] = []
  for (let number = 1; number <= document!.pageCount; number++) {
    const { page } = await document!.page(number)
    readings.push(pdfPageToPageReading(page!))
    page!.close()
  }
  await document!.close()
  return readings
}

/** The sample leaves the goal of the whole project blank: the two goals stand side by side under their labels. */
function withOverallGoal(page: PageReading): PageReading {
  const blocks = page.blocks.map(block => {
    if (block.kind === 'line') return block
    const label = block.cells.find(cell => cell.reading.text === '项目总目标')
    const cells = block.cells.map(cell =>
      label !== undefined && cell.row === label.row + 1 && cell.column === label.column
        ? { ...cell, reading: { ...cell.reading, text: '总目标' } }
        : cell,
    )
    return { ...block, cells }
  })
  return { ...page, blocks }
}

function turned(page: PageReading, turn: (box: Box) => Box): PageReading {
  const placed = (place: Place): Place => ({ ...place, box: place.box && turn(place.box) })
  return {
    ...page,
    blocks: page.blocks.map(block =>
      block.kind === 'line'
        ? { ...block, place: placed(block.place) }
        : { ...block, cells: block.cells.map(cell => ({ ...cell, place: placed(cell.place) })) },
    ),
  }
}
