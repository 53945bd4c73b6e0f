import { describe, expect, it } from 'vitest'
import { charBetween, ctcToPath } from '../../../src/engines/ocr/ctc-decode.ts'
import { isOfNoAccount, unreadInk, withDroppedChars } from '../../../src/engines/ocr/ink-evidence.ts'
import type { LineTensor } from '../../../src/engines/ocr/line-tensor.ts'

const symbols = ['', '修', '鳝', '缮', '工', '程', '.']
const stepsPerChar = 4
const classes = symbols.length

/** A line of characters 28 px wide, four time steps each; what the network sees of each character, the blank between them. */
function line(seen: readonly Record<string, number>[]) {
  const steps = seen.length * stepsPerChar
  const probabilities = new Float32Array(steps * classes)
  const width = steps * 8
  const data = new Float32Array(3 * 48 * width).fill(1)
  for (let t = 0; t < steps; t++) {
    const char = t % stepsPerChar === 2 ? seen[Math.floor(t / stepsPerChar)]! : {}
    const given = Object.values(char).reduce((sum, p) => sum + p, 0)
    for (const [i, symbol] of symbols.entries())
      probabilities[t * classes + i] = i === 0 ? 1 - given : (char[symbol] ?? 0)
  }
  for (let y = 8; y < 40; y++) {
    for (let x = 0; x < width; x++) if (x % 32 >= 2 && x % 32 < 30) data[y * width + x] = -1
  }
  const tensor: LineTensor = { width, height: 48, data }
  return { probabilities, steps, tensor }
}

function read(seen: readonly Record<string, number>[]) {
  const { probabilities, steps, tensor } = line(seen)
  const { chars } = ctcToPath(probabilities, steps, symbols)
  const unread = unreadInk(chars, tensor)
  const whole = withDroppedChars(chars, unread, (from, to) => charBetween(probabilities, symbols, from, to))
  return { chars, unread, whole, tensor }
}

const textOf = (chars: readonly { char: string }[]) => chars.map(({ char }) => char).join('')

describe('a character that the network dropped', () => {
  it('is put in where its ink stands, doubtful, with what else was seen there', () => {
    const { chars, unread, whole, tensor } = read([{ 修: 0.99 }, { 鳝: 0.14, 缮: 0.004 }, { 工: 0.98 }, { 程: 0.99 }])
    expect(textOf(chars)).toBe('修工程')
    expect(isOfNoAccount(unread)).toBe(false)
    expect(textOf(whole)).toBe('修鳝工程')
    expect(whole[1]!.probability).toBeCloseTo(0.14)
    expect(whole[1]!.alternatives.map(({ char }) => char)).toEqual(['缮'])
    expect(isOfNoAccount(unreadInk(whole, tensor))).toBe(true)
  })

  it('stays out where nothing but the blank was seen, and the ink stays unread', () => {
    const { unread, whole } = read([{ 修: 0.99 }, { 鳝: 0.01 }, { 工: 0.98 }, { 程: 0.99 }])
    expect(isOfNoAccount(unread)).toBe(false)
    expect(textOf(whole)).toBe('修工程')
  })

  it('stays out where the network saw hardly anything else: that is dirt', () => {
    expect(textOf(read([{ 鳝: 0.2 }, { 修: 0.99 }, { 缮: 0.2 }]).whole)).toBe('修')
  })

  it('is no sign of punctuation', () => {
    expect(textOf(read([{ 修: 0.99 }, { '.': 0.3 }, { 工: 0.98 }, { 程: 0.99 }]).whole)).toBe('修工程')
  })

  it('is never sure', () => {
    const { whole } = read([{ 修: 0.99 }, { 缮: 0.45 }, { 工: 0.98 }, { 程: 0.99 }])
    expect(textOf(whole)).toBe('修缮工程')
    expect(whole[1]!.probability).toBe(0.3)
  })

  it('changes nothing where all ink was read', () => {
    const { chars, unread, whole } = read([{ 修: 0.99 }, { 缮: 0.9 }, { 工: 0.98 }])
    expect(unread).toEqual([])
    expect(whole).toEqual(chars)
  })
})
