import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { loadFormLibrary } from '../../../src/forms/form-library.ts'
import { pagesToForms } from '../../../src/pipeline/pages-to-forms.ts'
import { textToPage } from '../../../src/stages/open-text/text-to-page.ts'

const SEED = readFileSync(new URL('../../../samples/minhang-2024.txt', import.meta.url), 'utf8')
const context = { library: loadFormLibrary(), form: 'auto', reviewBelow: 0.98 }

it('a label that is inferred is as sure as it is ahead of the next one, which stands among the candidates', () => {
  const page = textToPage(SEED.replaceAll('质量指标', '').replaceAll('时效指标', ''))
  const inferred = pagesToForms([page], context).forms.flatMap(form =>
    form.corrections.filter(({ rule, path }) => rule === 'rows/decode' && path.endsWith('level2')),
  )
  const close = inferred.filter(({ margin }) => margin !== null)
  expect(close.length).toBeGreaterThan(2)
  for (const { margin, score, candidates, after } of close) {
    expect(score).toBeCloseTo(1 / (1 + Math.exp(-margin!)))
    expect(candidates[0]).toEqual({ text: after, cost: 0 })
    expect(candidates[1]).toEqual({ text: expect.not.stringMatching(after) as string, cost: margin })
  }
  for (const { score, margin } of inferred) if (margin === null) expect(score).toBeCloseTo(0.982)
})
