import type { Box } from '../../model/box.ts'
import type { Edge } from '../geometry/edge.ts'
import { boxIntersection, type GraphicsState, initialState, isDark, isWhite, textStart } from './graphics-state.ts'
import { isNumberList, type Matrix, matrixFrom, matrixProduct, matrixScale, rectangleMapped } from './matrix.ts'
import { barToEdges, fillToRulings, strokeToRulings } from './path-to-rulings.ts'
import type { ImagePlacement, PageContent, PdfGlyph } from './pdf-document.ts'
import { type FontMetrics, textToGlyphs } from './text-to-glyphs.ts'

/** An image with what is needed to decode and place it. */
export interface PlacedImage extends ImagePlacement {
  /** Unit square (y up) → page. */
  readonly matrix: Matrix
  /** Id of a pdfjs object, or the image itself where it stands inline. */
  readonly source: unknown
  /** Only for stencils: painted with a dark colour. */
  readonly isInk: boolean
}

export interface PlacedContent extends PageContent {
  readonly images: readonly PlacedImage[]
}

/** pdfjs's operator list, its codes by name, and what the operators refer to. */
export interface OperatorSource {
  readonly functions: readonly number[]
  readonly args: readonly unknown[]
  readonly codes: Readonly<Record<string, number>>
  font(id: string): FontMetrics
  isLayerVisible(properties: unknown): boolean
}

/**
 * Walks the operators and notes what is painted where: `toPage` maps user space to the upright page (pt, y down).
 * Kept in step with pdfjs's own canvas: annotations start from the page's state, groups and forms save and restore.
 */
export function operatorsToContent(source: OperatorSource, toPage: Matrix, page: Box): PlacedContent {
  const glyphs: PdfGlyph[] = []
  const rulings: Edge[] = []
  const images: PlacedImage[] = []
  const layers: boolean[] = []
  let state = initialState(toPage)
  let stack: GraphicsState[] = []
  let text = textStart()
  let pendingClip = false
  let lastDrawing = -1
  let drawings = 0

  const area = () => (state.clip ? boxIntersection(state.clip, page) : page)
  const transform = (matrix: Matrix | null) => {
    if (matrix) state.matrix = matrixProduct(state.matrix, matrix)
  }
  const save = () => stack.push({ ...state })
  const restore = () => {
    state = stack.pop() ?? state
  }
  const clipTo = (bounds: unknown, matrix: Matrix | null = null) => {
    if (!isNumberList(bounds) || bounds.length < 4) return
    const space = matrix ? matrixProduct(state.matrix, matrix) : state.matrix
    const box = rectangleMapped(space, bounds[0]!, bounds[1]!, bounds[2]!, bounds[3]!)
    state.clip = boxIntersection(state.clip ?? page, box) ?? { x: box.x, y: box.y, width: 0, height: 0 }
  }
  const isShown = () => layers.every(Boolean)
  const drawn = (order: number, color: string, alpha: number, edges: readonly Edge[]) => {
    const inside = area()
    if (!inside || alpha === 0 || !isShown()) return
    lastDrawing = order
    if (isWhite(color)) return
    drawings++
    rulings.push(...edges.flatMap(edge => edgeWithin(edge, inside)))
  }
  const place = (
    order: number,
    matrix: Matrix,
    image: unknown,
    width: unknown,
    height: unknown,
    isStencil: boolean,
  ) => {
    const inside = area()
    const box = inside && boxIntersection(rectangleMapped(matrix, 0, 0, 1, 1), inside)
    if (!box || !isShown() || state.fillAlpha === 0) return
    rulings.push(...barToEdges(box))
    images.push({
      box,
      pixelWidth: typeof width === 'number' ? width : 0,
      pixelHeight: typeof height === 'number' ? height : 0,
      isStencil,
      order,
      matrix,
      source: image,
      isInk: isDark(state.fillColor),
    })
  }
  const inPlace = (order: number, matrix: Matrix | null, image: unknown, isStencil: boolean) => {
    const { width, height, data } = recordOf(image)
    const target = typeof data === 'string' ? data : image
    place(order, matrix ? matrixProduct(state.matrix, matrix) : state.matrix, target, width, height, isStencil)
  }
  const paintPath = (order: number, operation: unknown, path: unknown, bounds: unknown) => {
    const flat = Array.isArray(path) ? (path as unknown[])[0] : null
    if (flat instanceof Float32Array) {
      if (fills.has(operation)) drawn(order, state.fillColor, state.fillAlpha, fillToRulings(flat, state.matrix))
      if (strokes.has(operation)) {
        const width = state.lineWidth * matrixScale(state.matrix)
        drawn(order, state.strokeColor, state.strokeAlpha, strokeToRulings(flat, state.matrix, width))
      }
    }
    if (pendingClip) clipTo(bounds)
    pendingClip = false
  }
  const show = (order: number, entries: unknown) => {
    if (state.font === null) return
    const inside = area()
    for (const glyph of textToGlyphs(entries, source.font(state.font), state, text, order)) {
      const isInside = inside !== null && isCentreWithin(glyph.box, inside)
      glyphs.push(isInside && isShown() ? glyph : { ...glyph, isVisible: false })
    }
  }
  const moveText = (x: unknown, y: unknown) => {
    text.lineX += numberOf(x)
    text.lineY += numberOf(y)
    text.x = text.lineX
    text.y = text.lineY
  }
  const setState = (entries: unknown) => {
    if (!Array.isArray(entries)) return
    for (const entry of entries as unknown[]) {
      const [key, value] = Array.isArray(entry) ? (entry as unknown[]) : []
      if (key === 'LW') state.lineWidth = numberOf(value)
      if (key === 'ca') state.fillAlpha = numberOf(value, 1)
      if (key === 'CA') state.strokeAlpha = numberOf(value, 1)
      if (key === 'Font' && Array.isArray(value)) {
        state.font = String(value[0])
        state.fontSize = numberOf(value[1])
      }
    }
  }

  const { codes } = source
  const fills = codesOf(codes, ['fill', 'eoFill', 'fillStroke', 'eoFillStroke', 'closeFillStroke', 'closeEOFillStroke'])
  const strokes = codesOf(codes, [
    'stroke',
    'closeStroke',
    'fillStroke',
    'eoFillStroke',
    'closeFillStroke',
    'closeEOFillStroke',
  ])
  type Operator = (args: readonly unknown[], order: number) => void
  const operators: Record<string, Operator> = {
    save,
    restore,
    transform: args => transform(matrixFrom(args)),
    setLineWidth: ([width]) => {
      state.lineWidth = numberOf(width)
    },
    setGState: ([entries]) => setState(entries),
    setFillRGBColor: ([color]) => {
      state.fillColor = String(color)
    },
    setStrokeRGBColor: ([color]) => {
      state.strokeColor = String(color)
    },
    // A pattern's colour is unknown: it shows, and it is not white.
    setFillColorN: () => {
      state.fillColor = 'pattern'
    },
    setStrokeColorN: () => {
      state.strokeColor = 'pattern'
    },
    clip: () => {
      pendingClip = true
    },
    eoClip: () => {
      pendingClip = true
    },
    constructPath: ([operation, path, bounds], order) => paintPath(order, operation, path, bounds),
    shadingFill: (_, order) => drawn(order, 'pattern', state.fillAlpha, []),
    beginText: () => {
      text = textStart()
    },
    setFont: ([font, size]) => {
      state.font = String(font)
      state.fontSize = numberOf(size)
    },
    setCharSpacing: ([value]) => {
      state.charSpacing = numberOf(value)
    },
    setWordSpacing: ([value]) => {
      state.wordSpacing = numberOf(value)
    },
    setHScale: ([value]) => {
      state.horizontalScale = numberOf(value, 100) / 100
    },
    setLeading: ([value]) => {
      state.leading = numberOf(value)
    },
    setTextRise: ([value]) => {
      state.rise = numberOf(value)
    },
    setTextRenderingMode: ([mode]) => {
      state.renderingMode = numberOf(mode)
    },
    setTextMatrix: ([matrix]) => {
      const value = matrixFrom(matrix)
      if (value) text = textStart(value)
    },
    moveText: ([x, y]) => moveText(x, y),
    setLeadingMoveText: ([x, y]) => {
      state.leading = -numberOf(y)
      moveText(x, y)
    },
    nextLine: () => moveText(0, -state.leading),
    showText: ([entries], order) => show(order, entries),
    paintFormXObjectBegin: ([matrix, bounds]) => {
      save()
      transform(matrixFrom(matrix))
      clipTo(bounds)
    },
    paintFormXObjectEnd: restore,
    beginGroup: ([group]) => {
      save()
      const { bbox, matrix } = recordOf(group)
      clipTo(bbox, matrixFrom(matrix))
    },
    endGroup: restore,
    beginAnnotation: ([, rectangle, matrix, inner]) => {
      stack = [initialState(toPage)]
      state = initialState(toPage)
      clipTo(rectangle)
      transform(matrixFrom(matrix))
      transform(matrixFrom(inner))
    },
    endAnnotation: restore,
    beginMarkedContent: () => layers.push(true),
    beginMarkedContentProps: ([tag, properties]) => layers.push(tag !== 'OC' || source.isLayerVisible(properties)),
    endMarkedContent: () => layers.pop(),
    paintImageXObject: ([id, width, height], order) => place(order, state.matrix, id, width, height, false),
    paintImageXObjectRepeat: ([id, scaleX, scaleY, positions], order) => {
      for (const [x, y] of pairs(positions))
        place(order, matrixProduct(state.matrix, [numberOf(scaleX), 0, 0, numberOf(scaleY), x, y]), id, 0, 0, false)
    },
    paintInlineImageXObject: ([image], order) => inPlace(order, null, image, false),
    paintInlineImageXObjectGroup: ([image, entries], order) => {
      for (const entry of listOf(entries)) inPlace(order, matrixFrom(recordOf(entry).transform), image, false)
    },
    paintImageMaskXObject: ([image], order) => inPlace(order, null, image, true),
    paintImageMaskXObjectRepeat: ([image, a, b, c, d, positions], order) => {
      for (const [x, y] of pairs(positions))
        inPlace(order, [numberOf(a), numberOf(b), numberOf(c), numberOf(d), x, y], image, true)
    },
    paintImageMaskXObjectGroup: ([entries], order) => {
      for (const entry of listOf(entries)) inPlace(order, matrixFrom(recordOf(entry).transform), entry, true)
    },
    paintSolidColorImageMask: (_, order) =>
      drawn(order, state.fillColor, state.fillAlpha, barToEdges(rectangleMapped(state.matrix, 0, 0, 1, 1))),
  }

  const operatorsByCode = new Map(Object.entries(operators).map(([name, run]) => [codes[name], run]))
  for (const [order, code] of source.functions.entries()) operatorsByCode.get(code)?.(listOf(source.args[order]), order)
  return { glyphs, rulings, images, lastDrawing, drawings }
}

function codesOf(codes: Readonly<Record<string, number>>, names: readonly string[]): ReadonlySet<unknown> {
  return new Set(names.map(name => codes[name]))
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

function numberOf(value: unknown, otherwise = 0): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : otherwise
}

function* pairs(list: unknown): Generator<readonly [number, number]> {
  if (!isNumberList(list)) return
  for (let i = 0; i + 1 < list.length; i += 2) yield [list[i]!, list[i + 1]!]
}

function isCentreWithin(box: Box, area: Box): boolean {
  const x = box.x + box.width / 2
  const y = box.y + box.height / 2
  return x >= area.x && x <= area.x + area.width && y >= area.y && y <= area.y + area.height
}

function edgeWithin(edge: Edge, area: Box): Edge[] {
  const [along, across] = edge.orientation === 'horizontal' ? ([area.x, area.y] as const) : ([area.y, area.x] as const)
  const [alongSize, acrossSize] =
    edge.orientation === 'horizontal' ? ([area.width, area.height] as const) : ([area.height, area.width] as const)
  if (edge.position < across || edge.position > across + acrossSize) return []
  const start = Math.max(edge.start, along)
  const end = Math.min(edge.end, along + alongSize)
  return end > start ? [{ ...edge, start, end }] : []
}
