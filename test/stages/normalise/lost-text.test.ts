import { describe, expect, it } from 'vitest'
import type { CheckDefinition } from '../../../src/forms/form-definition.ts'
import { blankAmounts, edgeStroke, halfBracket, isNoName } from '../../../src/stages/normalise/lost-text.ts'

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

describe('blank amounts', () => {
  const sum: CheckDefinition = { rule: 'sum', kind: 'sum', total: 't', parts: ['a', 'b', 'c'] }
  const blank = (t: string | null, a: string | null, b: string | null, c: string | null) =>
    blankAmounts({ t, a, b, c }, [sum])

  it('are doubtful beside others of their sum', () => {
    expect(blank(null, null, '0.00', '0.00')).toEqual(['t', 'a'])
    expect(blank('5.00', null, null, null)).toEqual(['a', 'b', 'c'])
  })
  it('are none where all are blank, or a part is', () => {
    expect(blank(null, null, null, null)).toEqual([])
    expect(blank('5.00', '5.00', null, null)).toEqual([])
  })
})
