import { expect, it } from 'vitest'
import { settledByInk } from '../../../src/engines/ocr/ink-evidence.ts'
import type { LineTensor } from '../../../src/engines/ocr/line-tensor.ts'

const width = 64
/** Columns and rows that hold ink, `right` and `bottom` excluded: top, waist and foot of a digit 16 px wide and 32 high. */
const bars = [
  [24, 8, 40, 11],
  [24, 20, 40, 23],
  [24, 37, 40, 40],
  [37, 23, 40, 37],
] as const
const upperRight = [37, 11, 40, 20] as const

/** `1` and a digit read as 3 at .99 with so much of 5 behind it. */
function settled(strokes: readonly (readonly [number, number, number, number])[], five: number) {
  const data = new Float32Array(3 * 48 * width).fill(1)
  for (const [left, top, right, bottom] of [[4, 8, 7, 40] as const, ...strokes])
    for (let y = top; y < bottom; y++) data.fill(-1, y * width + left, y * width + right)
  const line: LineTensor = { width, height: 48, data }
  const at = (char: string, step: number) => ({ char, probability: 0.99, alternatives: [], from: step, to: step })
  return settledByInk([at('1', 0), { ...at('3', 3), alternatives: [{ char: '5', probability: five }] }], line)[1]!
}

it('a digit with white between its flag and its bowl is a 5, for a person to check', () => {
  expect(settled(bars, 0.006)).toMatchObject({ char: '5', probability: 0.5 })
  expect(settled(bars, 0.006).alternatives[0]).toEqual({ char: '3', probability: 0.5 })
})

it('is doubtful where the network saw no 5', () => {
  expect(settled(bars, 0)).toMatchObject({ char: '3', isDoubted: true })
})

it('stays 3 where its stroke runs down at the right', () => {
  expect(settled([...bars, upperRight], 0.2)).toMatchObject({ char: '3', probability: 0.99 })
})

it('is doubtful where it cannot be told from what touches it and the network saw a 5', () => {
  const touching = [...bars, [7, 24, 60, 26]] as const
  expect(settled(touching, 0.1)).toMatchObject({ char: '3', isDoubted: true })
  expect(settled(touching, 0).isDoubted).toBeUndefined()
})

it('a leading 2 is the likeliest operator behind it', () => {
  const line: LineTensor = { width, height: 48, data: new Float32Array(3 * 48 * width).fill(1) }
  const at = (char: string, step: number) => ({ char, probability: 0.9, alternatives: [], from: step, to: step })
  const alternatives = [
    { char: '=', probability: 0.02 },
    { char: '≥', probability: 0.004 },
  ]
  expect(settledByInk([{ ...at('2', 0), alternatives }, at('4', 3)], line)[0]).toMatchObject({ char: '=' })
})
