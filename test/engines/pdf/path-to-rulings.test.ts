import { expect, test } from 'vitest'
import { identity } from '../../../src/engines/pdf/matrix.ts'
import { fillToRulings, strokeToRulings } from '../../../src/engines/pdf/path-to-rulings.ts'

/** pdfjs's flattened paths: 0 move, 1 line, 2 curve, 4 close. */
const rectangle = (x: number, y: number, w: number, h: number) => [
  0,
  x,
  y,
  1,
  x + w,
  y,
  1,
  x + w,
  y + h,
  1,
  x,
  y + h,
  4,
]

test('a stroked rectangle is four edges, a turned one follows its matrix', () => {
  expect(strokeToRulings(rectangle(10, 20, 100, 50), identity, 1)).toHaveLength(4)
  const turned = strokeToRulings([0, 0, 0, 1, 100, 0], [0, 2, -2, 0, 50, 0], 1)
  expect(turned).toEqual([{ orientation: 'vertical', position: 50, start: 0, end: 200 }])
})

test('slanted strokes, curves and bands as thick as text are no rules', () => {
  expect(strokeToRulings([0, 0, 0, 1, 100, 30], identity, 1)).toEqual([])
  expect(strokeToRulings([0, 0, 0, 2, 30, 0, 60, 0, 100, 0], identity, 1)).toEqual([])
  expect(strokeToRulings([0, 0, 0, 1, 100, 0], identity, 12)).toEqual([])
})

test('filled bars are lines along their middle, dots count both ways, areas do not count', () => {
  expect(fillToRulings(rectangle(10, 20, 100, 1), identity)).toEqual([
    { orientation: 'horizontal', position: 20.5, start: 10, end: 110 },
  ])
  expect(fillToRulings(rectangle(10, 20, 1, 1), identity)).toHaveLength(2)
  expect(fillToRulings(rectangle(10, 20, 100, 50), identity)).toEqual([])
})

test('the ring between two rectangles is a frame', () => {
  const ring = [...rectangle(0, 0, 100, 50), ...rectangle(1, 1, 98, 48)]
  expect(fillToRulings(ring, identity).map(e => [e.orientation, e.position])).toEqual([
    ['horizontal', 0.5],
    ['horizontal', 49.5],
    ['vertical', 0.5],
    ['vertical', 99.5],
  ])
})
