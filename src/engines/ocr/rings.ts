import type { LineTensor } from './line-tensor.ts'
import { planeResized } from './resample.ts'

/** Greys between ink and paper (−1 … 1) at which rings are counted: thick print closes at light greys, thin print opens at dark ones. */
const levels = [-0.15, 0.18, 0.5] as const
/** The picture is enlarged so that a ring's inside is more than a px or two. */
const enlarged = 3
/** Insides smaller than this many px of the enlarged picture are noise. */
const leastInside = 6

/**
 * Rings (white fully enclosed by ink) between two columns of a line: `sure` are seen at the two lighter levels both,
 * `possible` at any one level.
 */
export function ringsBetween(line: LineTensor, left: number, right: number): { sure: number; possible: number } {
  const from = Math.max(0, Math.round(left))
  const to = Math.min(line.width, Math.round(right))
  if (to - from < 4) return { sure: 0, possible: 0 }
  const part = columnsOf(line, from, to)
  const large = planeResized(part, part.width * enlarged, part.height * enlarged)
  const counts = levels.map(level => enclosedAreas(large.data, large.width, level))
  return { sure: Math.min(counts[1]!, counts[2]!), possible: Math.max(...counts) }
}

/** The part of a line between two columns, the last excluded; its first plane only. */
function columnsOf(line: LineTensor, from: number, to: number): LineTensor {
  const data = new Float32Array((to - from) * line.height)
  for (let y = 0; y < line.height; y++)
    data.set(line.data.subarray(y * line.width + from, y * line.width + to), y * (to - from))
  return { width: to - from, height: line.height, data }
}

/** Connected areas lighter than `level` that do not touch the rim. */
function enclosedAreas(data: Float32Array, width: number, level: number): number {
  const seen = new Uint8Array(data.length)
  const stack: number[] = []
  let count = 0
  for (let start = 0; start < data.length; start++) {
    if (seen[start] === 1 || data[start]! < level) continue
    let size = 0
    let touchesRim = false
    stack.push(start)
    seen[start] = 1
    while (stack.length > 0) {
      const at = stack.pop()!
      const x = at % width
      size++
      if (x === 0 || x === width - 1 || at < width || at >= data.length - width) touchesRim = true
      for (const next of [x > 0 ? at - 1 : at, x + 1 < width ? at + 1 : at, at - width, at + width]) {
        if (next < 0 || next >= data.length || seen[next] === 1 || data[next]! < level) continue
        seen[next] = 1
        stack.push(next)
      }
    }
    if (!touchesRim && size >= leastInside) count++
  }
  return count
}
