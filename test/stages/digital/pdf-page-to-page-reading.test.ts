import { describe, expect, test } from 'vitest'
import { openPdf } from '../../../src/engines/pdf/open-pdf.ts'
import type { PageReading } from '../../../src/model/page-reading.ts'
import { pdfPageToPageReading } from '../../../src/stages/digital/pdf-page-to-page-reading.ts'
import { glyphsOf, imageOf, pageOf, rulingsOf } from './page-parts.ts'

const texts = (reading: PageReading) =>
  reading.blocks.map(block => (block.kind === 'line' ? block.reading.text : block.cells.map(cell => cell.reading.text)))

describe('pdfPageToPageReading', () => {
  test('cells hold the glyphs that stand in them, lines the rest, in reading order', () => {
    const reading = pdfPageToPageReading(
      pageOf({
        rulings: rulingsOf([100, 130, 160], [50, 200, 550]),
        glyphs: [
          ...glyphsOf('第1页', 280, 820),
          ...glyphsOf('项目名称', 60, 118),
          ...glyphsOf('招商服务', 210, 113),
          ...glyphsOf('（升级）', 210, 126),
          ...glyphsOf('绩效目标申报表', 250, 60),
          ...glyphsOf('2024', 60, 148),
        ],
      }),
    )
    expect(texts(reading)).toEqual(['绩效目标申报表', ['项目名称', '招商服务（升级）', '2024', ''], '第1页'])
    expect(reading).toMatchObject({ page: 1, width: 595, height: 842, source: 'pdf-text', quality: 1, issues: [] })
    const table = reading.blocks[1]!
    expect(table).toMatchObject({ kind: 'table', grid: 'ruled', rows: 2, columns: 2 })
    expect(table.kind === 'table' && table.columnEdges!.map(e => Math.round(e * 595))).toEqual([50, 200, 550])
    expect(table.kind === 'table' && table.cells[1]).toMatchObject({
      reading: { confidence: 1, engine: 'pdf-text' },
      place: { page: 1, box: { x: 200, y: 100, width: 350, height: 30 }, pixels: null },
    })
  })

  test('of two pages on one sheet the left one is read first, with columns in the same places of each', () => {
    const sheet = { ...pageOf({}), width: 1190 }
    const content = pageOf({
      rulings: [...rulingsOf([100, 130, 160], [50, 200, 550]), ...rulingsOf([60, 90], [645, 795, 1145])],
      glyphs: [
        ...glyphsOf('左表', 60, 118),
        ...glyphsOf('左页标题', 250, 80),
        ...glyphsOf('右表', 655, 78),
        ...glyphsOf('右页标题', 800, 40),
        ...glyphsOf('左页脚', 250, 700),
      ],
    }).content
    const reading = pdfPageToPageReading({ ...sheet, content })
    expect(texts(reading)).toEqual(['左页标题', ['左表', '', '', ''], '左页脚', '右页标题', ['右表', '']])
    const edges = reading.blocks.flatMap(block =>
      block.kind === 'table' ? [block.columnEdges!.map(edge => Math.round(edge * 595))] : [],
    )
    expect(edges).toEqual([
      [50, 200, 550],
      [50, 200, 550],
    ])
  })

  test('what is hidden or lies under a picture is not read', () => {
    const glyphs = [
      ...glyphsOf('显', 60, 100, { order: 9 }),
      ...glyphsOf('隐', 60, 130, { isVisible: false }),
      ...glyphsOf('盖', 60, 200, { order: 1 }),
    ]
    expect(texts(pdfPageToPageReading(pageOf({ glyphs, images: [imageOf(50, 180, 40, 40, 3)] })))).toEqual(['显'])
  })

  test('a word that runs over its cell stays whole; bold by double printing is read once', () => {
    const long = glyphsOf('1,144,250.00', 150, 115)
    const bold = glyphsOf('主管', 60, 115)
    const again = glyphsOf('主管', 60.3, 115)
    const page = pageOf({ rulings: rulingsOf([100, 130], [50, 145, 195, 300]), glyphs: [...bold, ...again, ...long] })
    expect(texts(pdfPageToPageReading(page))).toEqual([['主管', '1,144,250.00', '']])
  })

  test('a text with a garbled character is doubted', () => {
    const page = pageOf({ rulings: rulingsOf([100, 130], [50, 200, 300]), glyphs: glyphsOf('项\ufffd', 60, 115) })
    const [table] = pdfPageToPageReading(page).blocks
    expect(table!.kind === 'table' && table!.cells.map(c => c.reading.confidence)).toEqual([0.3, 1])
  })

  test('columns without rules are reported, not guessed', () => {
    const rows = [100, 120, 140, 160].flatMap(y => [50, 200, 400].flatMap(x => glyphsOf('指标', x, y)))
    expect(pdfPageToPageReading(pageOf({ glyphs: rows })).issues).toMatchObject([{ code: 'borderless-rows', page: 1 }])
  })

  test('a form that a browser printed over two pages', async () => {
    const { document } = await openPdf(new URL('../../engines/pdf/fixtures/form.pdf', import.meta.url).pathname)
    const readings: PageReading[] = []
    for (const number of [1, 2]) {
      const { page } = await document!.page(number)
      readings.push(pdfPageToPageReading(page!))
      page!.close()
    }
    await document!.close()
    expect(texts(readings[0]!)).toEqual([
      '财政项目支出绩效目标申报表',
      '（2024年度）',
      [
        '项目名称',
        '户籍数目 Smart City Operations Center Level Two Management Platform',
        '126,641,350.00',
        '产出指标',
        '数量指标',
        '入户调查目标完成率与质量抽查的覆盖情况以及结果的及时反馈',
        '≥95.00(%)',
        '民生',
        '50-60次',
        '质量指标',
        '合格率',
        '≥100.00(%)',
      ],
    ])
    const first = readings[0]!.blocks[2]!
    expect(
      first.kind === 'table' &&
        first.cells.filter(c => c.rowSpan > 1 || c.columnSpan > 1).map(c => [c.reading.text, c.rowSpan, c.columnSpan]),
    ).toEqual([
      ['户籍数目 Smart City Operations Center Level Two Management Platform', 1, 2],
      ['产出指标', 3, 1],
      ['数量指标', 2, 1],
    ])
    expect(texts(readings[1]!)).toEqual([['效益指标', '社会效益指标', '知晓率', '≥80(%)']])
  })
})
