import { expect, it } from 'vitest'
import { generateProse } from './prose.ts'

const sentences = generateProse({ seed: 1, count: 2500 })

it('makes as many different sentences as asked for, the same for the same seed', () => {
  expect(new Set(sentences).size).toBe(2500)
  expect(generateProse({ seed: 1, count: 300 })).toEqual(sentences.slice(0, 300))
  expect(generateProse({ seed: 2, count: 300 })).not.toEqual(sentences.slice(0, 300))
})

it('fills every slot and ends every sentence', () => {
  for (const sentence of sentences) expect(sentence).toMatch(/^[^{}[\]~]{12,}。$/)
})

it('is rich in digits, units and dates', () => {
  const share = (pattern: RegExp) => sentences.filter(sentence => pattern.test(sentence)).length / sentences.length
  expect(share(/\d/)).toBeGreaterThan(0.6)
  expect(share(/\d%|‰/)).toBeGreaterThan(0.2)
  expect(share(/\d月/)).toBeGreaterThan(0.15)
  expect(share(/《/)).toBeGreaterThan(0.03)
})
