import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import { createRandom, type Random } from './random.ts'

const proseSchema = z.strictObject({
  words: z.record(z.string(), z.array(z.string()).min(1)),
  patterns: z.array(z.string()).min(1),
})

/** `count` different sentences of clean government prose with digits, units, dates and laws; the same for the same seed. */
export function generateProse({ seed, count }: { readonly seed: number; readonly count: number }): string[] {
  const { words, patterns } = proseSchema.parse(parse(readFileSync(new URL('./prose.yaml', import.meta.url), 'utf8')))
  const random = createRandom(seed, 'prose')
  const sentences = new Set<string>()
  for (let tries = 0; sentences.size < count; tries++) {
    if (tries > count * 20 + 1000) throw new RangeError(`no ${count} different sentences to be had`)
    sentences.add(fillPattern(patterns[tries % patterns.length]!, words, random))
  }
  return [...sentences]
}

function fillPattern(pattern: string, words: z.infer<typeof proseSchema>['words'], random: Random): string {
  return pattern
    .replace(/\{(\w+)\}/g, (_, slot: string) => {
      if (slot === 'date') return printedDate(random)
      if (slot === 'year') return String(random.int(2018, 2026))
      const list = words[slot]
      if (!list) throw new Error(`no words for {${slot}}`)
      return random.pick(list)
    })
    .replace(/\[(\d+)~(\d+)\]/g, (_, low: string, high: string) => String(random.int(Number(low), Number(high))))
}

function printedDate(random: Random): string {
  const [year, month, day] = [random.int(2018, 2026), random.int(1, 12), random.int(1, 28)]
  return random.pick([
    `${year}年${month}月${day}日`,
    `${year}年${month}月底`,
    `${month}月${day}日`,
    `${year}年第${random.pick([...'一二三四'])}季度末`,
  ])
}
