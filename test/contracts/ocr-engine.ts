import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OcrEngine } from '../../src/engines/ocr/ocr-engine.ts'
import type { PageImage } from '../../src/model/page-image.ts'

/** A picture of a line and what is printed on it. */
export interface PrintedLine {
  readonly text: string
  readonly picture: PageImage
}

/** What every engine promises, whatever reads behind it. `lines` are lines that a fit engine reads without fault. */
export function ocrEngineContract(
  name: string,
  create: () => Promise<OcrEngine>,
  lines: () => Promise<readonly PrintedLine[]>,
): void {
  describe(`OCR engine ${name}`, () => {
    let engine: OcrEngine
    let printed: readonly PrintedLine[]

    beforeAll(async () => {
      engine = await create()
      printed = await lines()
    })
    afterAll(() => engine.close())

    it('reads the lines, one reading each, in the order given', async () => {
      const readings = await engine.readLines(printed.map(line => line.picture))
      expect(readings.map(reading => reading.text)).toEqual(printed.map(line => line.text))
    })

    it('gives a confidence, a name and one entry for each character', async () => {
      for (const reading of await engine.readLines(printed.map(line => line.picture))) {
        expect(reading.confidence).toBeGreaterThanOrEqual(0)
        expect(reading.confidence).toBeLessThanOrEqual(1)
        expect(reading.engine).not.toBe('')
        expect(reading.chars?.map(c => c.char)).toEqual([...reading.text])
        for (const char of reading.chars ?? []) {
          expect(char.probability).toBeGreaterThan(0)
          expect(char.probability).toBeLessThanOrEqual(1)
          const chances = char.alternatives.map(a => a.probability)
          expect(chances).toEqual([...chances].sort((a, b) => b - a))
          expect(char.alternatives.map(a => a.char)).not.toContain(char.char)
          expect(char.alternatives.map(a => a.char)).not.toContain('')
        }
      }
    })

    it('is not changed by what it read before', async () => {
      const pictures = printed.map(line => line.picture)
      const forwards = await engine.readLines(pictures)
      const backwards = await engine.readLines([...pictures].reverse())
      expect([...backwards].reverse()).toEqual(forwards)
    })

    it('reads nothing on white paper', async () => {
      const { picture } = printed[0]!
      const [reading] = await engine.readLines([{ ...picture, data: new Uint8Array(picture.data.length).fill(255) }])
      expect(reading?.text).toBe('')
    })

    it('reads colour pictures as it reads grey ones', async () => {
      const { picture, text } = printed[0]!
      const data = new Uint8Array(picture.data.length * 3)
      for (const [i, grey] of picture.data.entries()) data.fill(grey, i * 3, i * 3 + 3)
      const [reading] = await engine.readLines([{ ...picture, channels: 3, data }])
      expect(reading?.text).toBe(text)
    })

    it('reads no lines at all', async () => {
      expect(await engine.readLines([])).toEqual([])
    })
  })
}
