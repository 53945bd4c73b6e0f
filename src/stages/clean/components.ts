import type { Raster } from './resample.ts'

/** Connected pieces of ink (8 neighbours) of part of a raster, as arrays by piece: bounds in px and number of ink px. */
export interface Components {
  readonly count: number
  readonly left: Int32Array
  readonly right: Int32Array
  readonly top: Int32Array
  readonly bottom: Int32Array
  readonly area: Int32Array
  /** Runs of ink, row by row: first px, last px + 1 (both as offsets into the raster), and the piece each belongs to. */
  readonly runStart: Int32Array
  readonly runEnd: Int32Array
  readonly runPiece: Int32Array
}

/** Finds the pieces of px darker than `level` between the rows `top` and `bottom`. */
export function rasterToComponents(raster: Raster, level: number, top: number, bottom: number): Components {
  const { width, data } = raster
  let capacity = 1 << 14
  let starts = new Int32Array(capacity)
  let ends = new Int32Array(capacity)
  let parent = new Int32Array(capacity)
  let runs = 0
  let previous = 0
  const root = (i: number): number => {
    let at = i
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!
      at = parent[at]!
    }
    return at
  }
  for (let y = top; y < bottom; y++) {
    const first = runs
    let above = previous
    const rowEnd = (y + 1) * width
    for (let i = y * width; i < rowEnd; i++) {
      if (data[i]! >= level) continue
      const start = i
      while (i < rowEnd && data[i]! < level) i++
      if (runs === capacity) {
        capacity *= 2
        starts = grown(starts, capacity)
        ends = grown(ends, capacity)
        parent = grown(parent, capacity)
      }
      starts[runs] = start
      ends[runs] = i
      parent[runs] = runs
      while (above < first && ends[above]! < start - width) above++
      for (let k = above; k < first && starts[k]! <= i - width; k++) parent[root(k)] = root(runs)
      runs++
    }
    previous = first
  }
  const pieceByRoot = new Int32Array(runs).fill(-1)
  const runPiece = new Int32Array(runs)
  let count = 0
  for (let k = 0; k < runs; k++) {
    const r = root(k)
    if (pieceByRoot[r] === -1) pieceByRoot[r] = count++
    runPiece[k] = pieceByRoot[r]!
  }
  const pieces: Components = {
    count,
    left: new Int32Array(count).fill(width),
    right: new Int32Array(count),
    top: new Int32Array(count).fill(bottom),
    bottom: new Int32Array(count),
    area: new Int32Array(count),
    runStart: starts.subarray(0, runs),
    runEnd: ends.subarray(0, runs),
    runPiece,
  }
  for (let k = 0; k < runs; k++) {
    const p = runPiece[k]!
    const y = Math.floor(starts[k]! / width)
    const x = starts[k]! - y * width
    const length = ends[k]! - starts[k]!
    if (x < pieces.left[p]!) pieces.left[p] = x
    if (x + length > pieces.right[p]!) pieces.right[p] = x + length
    if (y < pieces.top[p]!) pieces.top[p] = y
    if (y + 1 > pieces.bottom[p]!) pieces.bottom[p] = y + 1
    pieces.area[p]! += length
  }
  return pieces
}

function grown(values: Int32Array<ArrayBuffer>, capacity: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(capacity)
  larger.set(values)
  return larger
}
