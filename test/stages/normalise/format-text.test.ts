import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cleanText } from '../../../src/stages/normalise/format-text.ts'

fc.configureGlobal({ seed: 20240101 })

describe('names and prose', () => {
  test.each([
    ['项目 绩效 目标', '项目绩效目标'],
    ['委托专业机构\n于2024年10月底前完成', '委托专业机构于2024年10月底前完成'],
    ['上海市闵行区投资促进中心 （汇总）', '上海市闵行区投资促进中心（汇总）'],
    ['招商参会经费(国内外)', '招商参会经费(国内外)'],
    ['第一， 第二', '第一，第二'],
    ['投资 App 升级', '投资App升级'],
    ['Smart City\r\nPlatform 平台', 'Smart City Platform平台'],
    ['2024 12', '2024 12'],
    ['\uFEFF法律\u200b顾问费\u3000', '法律顾问费'],
    ['⼈员经费', '人员经费'],
    ['不少以60次', '不少以60次'],
  ])('%j becomes %j', (raw, text) => {
    expect(cleanText(raw)).toBe(text)
  })

  const prose = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .array(fc.constantFrom(...'招商 项目\n，（）2024Ab.%\u3000\u200b⼈'), { maxLength: 30 })
      .map(chars => chars.join('')),
  )

  test('only white space and invisible characters go: the rest is the same, character for character', () => {
    const visible = (text: string): string =>
      text.replace(/[\s\p{Cc}\p{Cf}]/gu, '').replace(/[\u2F00-\u2FD5\uF900-\uFAFF]/g, char => char.normalize('NFKC'))
    fc.assert(
      fc.property(prose, raw => {
        expect(visible(cleanText(raw))).toBe(visible(raw))
      }),
      { numRuns: 2000 },
    )
  })

  test('cleaning twice is cleaning once', () => {
    fc.assert(
      fc.property(prose, raw => {
        expect(cleanText(cleanText(raw))).toBe(cleanText(raw))
      }),
      { numRuns: 2000 },
    )
  })
})
