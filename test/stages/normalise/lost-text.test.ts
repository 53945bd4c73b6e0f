import { describe, expect, it } from 'vitest'
import { edgeStroke, halfBracket, isNoName } from '../../../src/stages/normalise/lost-text.ts'

describe('a stroke at the edge of a text', () => {
  it('is told where ideographs stand beside it', () => {
    expect(edgeStroke('I教育云平台巡检次数')).toContain('"I"')
    expect(edgeStroke('物资账实相符率I')).toContain('"I"')
    expect(edgeStroke('丨巡检次数')).toContain('"丨"')
    expect(edgeStroke('使用单位满意度、/')).toContain('"、/"')
  })
  it('is none in names that are printed so', () => {
    for (const text of ['I期工程完成率', 'AI平台上线率', '系统接入VPN', '巡检次数', ''])
      expect(edgeStroke(text)).toBeNull()
  })
})

describe('half a bracket', () => {
  it('is told, whole ones are not', () => {
    expect(halfBracket('道路养护(主干道')).toContain('()')
    expect(halfBracket('木分药x不1队《')).toContain('《》')
    for (const text of ['道路养护（主干道)', '《条例》宣传次数', '巡检次数']) expect(halfBracket(text)).toBeNull()
  })
})

describe('what is no name', () => {
  it('has no two ideographs', () => {
    for (const text of ['1', '=', '健', '2.20(元', 'V']) expect(isNoName(text)).toBe(true)
  })
  it('is no short name, and not a blank', () => {
    for (const text of ['产值', 'PM2.5浓度', 'GDP', '']) expect(isNoName(text)).toBe(false)
  })
})
