import { composed, type Homography, identity, type Point, type Quad, rectangleToQuad } from './homography.ts'
import type { PageSlants } from './page-slants.ts'

/** A page to be drawn: its size in px, and where its px lie in the picture it is drawn from. */
export interface Frame {
  readonly width: number
  readonly height: number
  readonly toSource: Homography
}

/** The frame in which a sheet's corners become a rectangle of the sheet's mean size, less a rim of `rim` px on all sides. */
export function quadToFrame(quad: Quad, rim: number): Frame {
  const [a, b, c, d] = quad
  const width = Math.round((distance(a, b) + distance(d, c)) / 2)
  const height = Math.round((distance(a, d) + distance(b, c)) / 2)
  const inset = Math.round(rim)
  return {
    width: width - 2 * inset,
    height: height - 2 * inset,
    toSource: composed(rectangleToQuad(width, height, quad), [1, 0, inset, 0, 1, inset, 0, 0, 1]),
  }
}

/** A frame of the same content turned clockwise. */
export function turnedFrame(width: number, height: number, degrees: 0 | 90 | 180 | 270): Frame {
  switch (degrees) {
    case 0:
      return { width, height, toSource: identity }
    case 90:
      return { width: height, height: width, toSource: [0, 1, 0, -1, 0, height, 0, 0, 1] }
    case 180:
      return { width, height, toSource: [-1, 0, width, 0, -1, height, 0, 0, 1] }
    case 270:
      return { width: height, height: width, toSource: [0, -1, width, 1, 0, 0, 0, 0, 1] }
  }
}

/**
 * The frame in which lines that lie by `slants` become level and upright: four lines of that slant, one near each side of the page,
 * become the sides of a rectangle. Less than 0.03° (a px over half a page) is left alone: drawing anew would cost sharpness.
 */
export function slantsToFrame(width: number, height: number, slants: PageSlants): Frame {
  const { top, bottom, left, right } = slants
  if ([top, bottom, left, right].every(s => Math.abs(s) < 0.0005)) return { width, height, toSource: identity }
  const quad: Quad = [
    meeting(width, height, left, 0, top, 0),
    meeting(width, height, right, width, top, 0),
    meeting(width, height, right, width, bottom, height),
    meeting(width, height, left, 0, bottom, height),
  ]
  return { width, height, toSource: rectangleToQuad(width, height, quad) }
}

/** Where the upright through (x0, middle height) leaning by `lean` meets the level through (middle width, y0) falling by `fall`. */
function meeting(width: number, height: number, lean: number, x0: number, fall: number, y0: number): Point {
  // x = x0 + lean (y − h/2), y = y0 + fall (x − w/2)
  const x = (x0 + lean * (y0 - fall * (width / 2) - height / 2)) / (1 - lean * fall)
  return { x, y: y0 + fall * (x - width / 2) }
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}
