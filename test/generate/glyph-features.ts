import { createCanvas } from '@napi-rs/canvas'

/** Side of a drawn glyph in px, and of the square on which its strokes are described. */
const DRAWN = 64
const SQUARE = 32
/** The description: ink edges in 8 directions on 8 × 8 places, each place a Gaussian that overlaps its neighbours. */
const PLACES = 8
const DIRECTIONS = 8
const SPREAD = (SQUARE / PLACES) * 0.5
/** Ink above this counts for the glyph's upper and lower edge; a remnant is never stretched from less than this many rows. */
const INK = 0.3
const LEAST_ROWS = Math.round(DRAWN * 0.3)

export type Glyph = Float32Array

export interface Clip {
  readonly side: 'none' | 'top' | 'bottom'
  /** Part of the em square that is cut away. */
  readonly part: number
}

const canvas = createCanvas(DRAWN, DRAWN)
const pen = canvas.getContext('2d')
const windows = Array.from({ length: PLACES }, (_, place) =>
  Float32Array.from({ length: SQUARE }, (_, at) => {
    const distance = at + 0.5 - (place + 0.5) * (SQUARE / PLACES)
    return Math.exp((-distance * distance) / (2 * SPREAD * SPREAD))
  }),
)

/** Ink of a character, 0..1, row by row on a square of 64 px. `family` must be registered with the canvas. */
export function drawGlyph(character: string, family: string): Glyph {
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, DRAWN, DRAWN)
  pen.fillStyle = '#000'
  pen.font = `${DRAWN}px "${family}"`
  pen.fillText(character, 0, DRAWN * 0.88)
  const { data } = pen.getImageData(0, 0, DRAWN, DRAWN)
  return Float32Array.from({ length: DRAWN * DRAWN }, (_, i) => 1 - (data[4 * i] ?? 255) / 255)
}

/**
 * What is left of a glyph after the clip, stretched to full height as a recogniser sees it, described by its ink edges
 * (square root of the directed gradient, as in feature-based Chinese character recognition). Two descriptions compare by
 * their dot product: 1 for the same shape, about 0 for unrelated ones.
 */
export function describeGlyph(glyph: Glyph, clip: Clip): Float32Array {
  const ink = stretch(glyph, ...inkRows(glyph, clip))
  const planes = Array.from({ length: DIRECTIONS }, () => new Float32Array(SQUARE * SQUARE))
  const at = (y: number, x: number) => (y < 0 || x < 0 || y >= SQUARE || x >= SQUARE ? 0 : (ink[y * SQUARE + x] ?? 0))
  for (let y = 0; y < SQUARE; y++)
    for (let x = 0; x < SQUARE; x++) {
      const right = at(y, x + 1) - at(y, x - 1)
      const down = at(y + 1, x) - at(y - 1, x)
      const strength = Math.hypot(right, down)
      if (strength < 1e-3) continue
      const angle = ((Math.atan2(down, right) + Math.PI) / (2 * Math.PI)) * DIRECTIONS
      const share = angle - Math.floor(angle)
      const first = planes[Math.floor(angle) % DIRECTIONS]
      const second = planes[(Math.floor(angle) + 1) % DIRECTIONS]
      if (first) first[y * SQUARE + x] = (first[y * SQUARE + x] ?? 0) + strength * (1 - share)
      if (second) second[y * SQUARE + x] = (second[y * SQUARE + x] ?? 0) + strength * share
    }
  return centred(planes.flatMap(plane => [...pool(plane)].map(Math.sqrt)))
}

export function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number)
  return sum
}

/** First row and row after the last of what the clip leaves, without the blank above and below. */
function inkRows(glyph: Glyph, { side, part }: Clip): [from: number, to: number] {
  const first = side === 'top' ? Math.round(part * DRAWN) : 0
  const end = side === 'bottom' ? Math.round((1 - part) * DRAWN) : DRAWN
  const inked = Array.from({ length: end - first }, (_, i) => first + i).filter(row =>
    glyph.subarray(row * DRAWN, (row + 1) * DRAWN).some(ink => ink > INK),
  )
  const from = inked[0] ?? first
  const to = (inked.at(-1) ?? end - 1) + 1
  if (to - from >= LEAST_ROWS) return [from, to]
  const middle = (from + to) / 2
  return [Math.max(first, middle - LEAST_ROWS / 2), Math.min(end, middle + LEAST_ROWS / 2)]
}

/** Area average of the rows [from, to) on the square. */
function stretch(glyph: Glyph, from: number, to: number): Float32Array {
  const out = new Float32Array(SQUARE * SQUARE)
  const step = (to - from) / SQUARE
  const across = DRAWN / SQUARE
  for (let y = 0; y < SQUARE; y++) {
    const top = from + y * step
    const bottom = top + step
    for (let row = Math.floor(top); row < Math.min(DRAWN, Math.ceil(bottom)); row++) {
      const weight = (Math.min(bottom, row + 1) - Math.max(top, row)) / (step * across)
      for (let x = 0; x < DRAWN; x++) {
        const target = y * SQUARE + Math.floor(x / across)
        out[target] = (out[target] ?? 0) + weight * (glyph[row * DRAWN + x] ?? 0)
      }
    }
  }
  return out
}

/** The plane seen through each of the 8 × 8 windows. */
function pool(plane: Float32Array): Float32Array {
  const rows = windows.map(window => {
    const row = new Float32Array(SQUARE)
    for (let y = 0; y < SQUARE; y++)
      for (let x = 0; x < SQUARE; x++)
        row[x] = (row[x] as number) + (window[y] as number) * (plane[y * SQUARE + x] as number)
    return row
  })
  return Float32Array.from(rows.flatMap(row => windows.map(window => dot(window, row))))
}

/** Without its mean, at length 1. */
function centred(values: readonly number[]): Float32Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const out = Float32Array.from(values, value => value - mean)
  const length = Math.sqrt(dot(out, out)) || 1
  return out.map(value => value / length)
}
