import type { Reading } from '../../model/reading.ts'
import { foldedConfidence } from './second-opinion.ts'

/** From here on the text that appears when faint ink is darkened is taken for print … */
const isPrint = 0.4
/** … and below this for dirt or the rest of a seal. In between nobody knows. */
const isDirt = 0.1
/** In a cell that seems empty several characters as sure as this, on average, are print, however doubtful the whole. */
const isPrintEach = 0.6
const fewestChars = 3
/** What a text is worth beside which there may be more. */
const incomplete = 0.5

/**
 * A cell read as it is (`plain`) and with its faint ink darkened: what glare or a removed seal has paled must not be lost in silence.
 */
export function settleFaint(plain: Reading, darkened: Reading): Reading {
  if (darkened.text === '' || darkened.text === plain.text) return plain
  const surety = foldedConfidence(darkened)
  if (surety >= isPrint && [...darkened.text].length > [...plain.text].length) return { ...darkened, others: [plain] }
  const count = darkened.chars?.length ?? 0
  const isHidden = plain.text === '' && count >= fewestChars && surety ** (1 / count) >= isPrintEach
  if (isHidden) return darkened
  if (surety < isDirt) return plain
  return { ...plain, confidence: Math.min(plain.confidence, incomplete), others: [...(plain.others ?? []), darkened] }
}
