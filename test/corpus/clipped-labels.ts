import { readFileSync } from 'node:fs'

/** What the seed has in place of two labels that a page edge cut. */
const SEED = [
  ['社会效益指标', '仁云双益指标'],
  ['社会效益指标', '社会责任双星指标'],
  ['效益指标', '双星指标'],
] as const

/** What is read from a label that lost its top or bottom to a page edge: the seed's readings and `clipped-readings.tsv`. */
export const CLIPPED_READINGS: ReadonlyMap<string, readonly string[]> = loadReadings()

function loadReadings(): Map<string, string[]> {
  const [, ...lines] = readFileSync(new URL('./clipped-readings.tsv', import.meta.url), 'utf8')
    .trim()
    .split('\n')
  const readings = new Map<string, string[]>()
  for (const [label, reading] of [...SEED, ...lines.map(line => line.split('\t') as [string, string])])
    readings.set(label, [...(readings.get(label) ?? []), reading])
  return readings
}
