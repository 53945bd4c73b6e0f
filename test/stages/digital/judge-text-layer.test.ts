import { describe, expect, test } from 'vitest'
import { judgeTextLayer } from '../../../src/stages/digital/judge-text-layer.ts'
import { glyphsOf, imageOf, pageOf, rulingsOf } from './page-parts.ts'

const prose = '闵行区招商服务管理系统（升级改造）≥95.00(%)'
const source = (parts: Parameters<typeof pageOf>[0]) => judgeTextLayer(pageOf(parts)).source
const scan = imageOf(0, 0, 595, 842, 5)

describe('judgeTextLayer', () => {
  test('visible text is the text; a page without anything is blank', () => {
    expect(source({ glyphs: glyphsOf(prose, 50, 100) })).toBe('text')
    expect(source({})).toBe('blank')
  })

  test('a scan is read from its picture, with or without an OCR layer, above or below it', () => {
    expect(source({ images: [scan] })).toBe('image')
    expect(source({ images: [scan], glyphs: glyphsOf(prose, 50, 100, { isVisible: false, order: 9 }) })).toBe('image')
    expect(source({ images: [scan], glyphs: glyphsOf(prose, 50, 100, { order: 1 }) })).toBe('image')
  })

  test('a visible stamp on a scan leaves it a scan, but a letterhead under a ruled form does not make one', () => {
    expect(source({ images: [scan], glyphs: glyphsOf('扫描全能王', 400, 830, { order: 9 }) })).toBe('image')
    const form = {
      images: [imageOf(0, 0, 595, 842, 0)],
      glyphs: glyphsOf(prose, 60, 115, { order: 9 }),
      rulings: rulingsOf([100, 130, 160], [50, 300, 550]),
    }
    expect(source(form)).toBe('text')
  })

  test.each([
    ['replacement characters', '项\ufffd名\ufffd招商'],
    ['private use', '\ue001\ue002\ue003\ue004'],
    ['glyph numbers as characters of other scripts', 'ϔ᠔ࢣ՞۷ఐ'],
  ])('garbled: %s', (_, text) => {
    expect(judgeTextLayer(pageOf({ glyphs: glyphsOf(text, 50, 100) }))).toMatchObject({
      source: 'image',
      reason: expect.stringContaining('garbled'),
    })
  })

  test('garbled: Latin characters as wide as Chinese ones; Chinese quotes and wide Latin letters are not', () => {
    expect(source({ glyphs: glyphsOf('!"#$5678', 50, 100, { advance: 1 }) })).toBe('image')
    expect(source({ glyphs: glyphsOf('“—…MmW≥①㎡％', 50, 100, { advance: 1 }) })).toBe('text')
  })

  test('a single dingbat does not spoil a page', () => {
    expect(source({ glyphs: [...glyphsOf(prose.repeat(4), 50, 100), ...glyphsOf('\uf0b7', 40, 100)] })).toBe('text')
  })

  test('text on its side, and letters drawn as outlines, are read from the picture', () => {
    expect(source({ glyphs: glyphsOf(prose, 50, 100, { angle: 90 }) })).toBe('image')
    expect(source({ glyphs: glyphsOf('1', 300, 820), drawings: 900 })).toBe('image')
  })

  test('a picture beside the text is read too; a seal on it and a small logo are not', () => {
    const glyphs = glyphsOf(prose, 50, 100, { order: 9 })
    const table = imageOf(50, 200, 400, 150, 2)
    expect(judgeTextLayer(pageOf({ glyphs, images: [table] }))).toMatchObject({ source: 'both', pictures: [table.box] })
    expect(source({ glyphs, images: [imageOf(40, 40, 250, 110, 2)] })).toBe('text')
    expect(source({ glyphs, images: [imageOf(500, 10, 60, 60, 2)] })).toBe('text')
  })
})
