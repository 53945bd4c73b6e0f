import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OcrEngine } from '../../src/engines/ocr/ocr-engine.ts'
import { createPpocrNode } from '../../src/engines/ocr/ppocr-node.ts'
import { createPpocrWeb } from '../../src/engines/ocr/ppocr-web.ts'
import { createTesseract } from '../../src/engines/ocr/tesseract.ts'
import { ocrEngineContract } from '../contracts/ocr-engine.ts'
import { printedLine } from '../contracts/printed-line.ts'

const easyTexts = ['项目成本控制率', '社会效益指标', '较上年提升', '=1.00(项)', '1,144,250.00']
const easyLines = () => Promise.all(easyTexts.map(text => printedLine(text)))

ocrEngineContract('ppocr', createPpocrNode, easyLines)
ocrEngineContract('ppocr-web', createPpocrWeb, easyLines)
ocrEngineContract('tesseract', () => Promise.resolve(createTesseract()), easyLines)
ocrEngineContract(
  'tesseract, a new worker every two lines',
  () => Promise.resolve(createTesseract({ linesPerWorker: 2 })),
  easyLines,
)

describe('PP-OCR', () => {
  let engine: OcrEngine
  beforeAll(async () => {
    engine = await createPpocrNode()
  })
  afterAll(() => engine.close())

  it('reads the operators of the forms', async () => {
    const texts = ['≥95%', '≤2.00(个工作日)', '≥30.00(%)', '是否按时完成？']
    const lines = await Promise.all(texts.map(text => printedLine(text)))
    const readings = await engine.readLines(lines.map(line => line.picture))
    expect(readings.map(reading => reading.text)).toEqual(texts)
  })

  it('keeps posteriors in which the text it read is the likeliest way', async () => {
    const { picture, text } = await printedLine('社会效益指标')
    const [reading] = await engine.readLines([picture])
    const path = reading!.posteriors!.map(step => step[0]![0])
    expect(path.filter((symbol, i) => symbol !== '' && symbol !== path[i - 1]).join('')).toBe(text)
    for (const step of reading!.posteriors!) {
      expect(step.reduce((sum, [, log]) => sum + Math.exp(log), 0)).toBeLessThanOrEqual(1.001)
    }
  })
})

describe('Tesseract', () => {
  it('is never sure of a number that a ≥ or ≤ may stand before', async () => {
    const engine = createTesseract()
    const lines = await Promise.all(
      ['≥95%', '≤2.00(个工作日)', '≥30.00(%)', '≤30%', '≥5.00(次)', '≤109.45(万元)'].map(text => printedLine(text)),
    )
    const readings = await engine.readLines(lines.map(line => line.picture))
    await engine.close()
    for (const reading of readings) expect(reading.confidence).toBeLessThanOrEqual(0.3)
  })
})
