import { createNullEngine } from '../../src/engines/ocr/null-engine.ts'
import { ocrEngineContract, type PrintedLine } from './ocr-engine.ts'

/** Three grey levels stand for three texts: the script of the null engine tells them by their first pixel. */
const texts = ['', '≥30.00(%)', '社会效益指标']

function plainLine(text: string): PrintedLine {
  const level = text === '' ? 255 : texts.indexOf(text)
  return { text, picture: { width: 4, height: 2, channels: 1, dpi: 300, data: new Uint8Array(8).fill(level) } }
}

ocrEngineContract(
  'null',
  () => Promise.resolve(createNullEngine(line => texts[line.data[0]!] ?? '')),
  () => Promise.resolve([plainLine('≥30.00(%)'), plainLine('社会效益指标')]),
)
