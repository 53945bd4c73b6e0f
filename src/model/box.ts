/** Axis-aligned rectangle, origin at the top left, y downwards. The holder says the unit: `pt` (1/72 inch) or `px`. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** The smallest box that holds all of `boxes`; null for none. */
export function boxUnion(boxes: readonly Box[]): Box | null {
  if (boxes.length === 0) return null
  const left = Math.min(...boxes.map(b => b.x))
  const top = Math.min(...boxes.map(b => b.y))
  const right = Math.max(...boxes.map(b => b.x + b.width))
  const bottom = Math.max(...boxes.map(b => b.y + b.height))
  return { x: left, y: top, width: right - left, height: bottom - top }
}

/** The box with every side multiplied by `factor`, for instance 72 / dpi to go from px to pt. */
export function boxScaled(box: Box, factor: number): Box {
  return { x: box.x * factor, y: box.y * factor, width: box.width * factor, height: box.height * factor }
}
