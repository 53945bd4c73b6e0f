import type { PageImage } from '../../model/page-image.ts'

/** A seal on a colour page: where it is (px) and in which channel its ink is lightest (0 red ink, 2 blue ink), at which level. */
export interface SealRegion {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
  readonly channel: 0 | 2
  /** Level (0..255) of bare seal ink in `channel`: what must become white. */
  readonly level: number
}

const blockMm = 1.25
/** Seals: 20–60 mm across, round, oval or square; a border of coloured ruling is larger, coloured letters are smaller. */
const minSideMm = 12
const maxSideMm = 80
const maxAspect = 3.5
/** A block belongs to a seal where this share of it is coloured. */
const minShare = 0.06

/** The seals on a colour page; none on a grey one. */
export function findSealRegions(image: PageImage): SealRegion[] {
  if (image.channels !== 3) return []
  const block = Math.max(4, Math.round((blockMm * image.dpi) / 25.4))
  const { red, blue, columns, rows } = colouredBlocks(image, block)
  return [...colourRegions(image, 0, red, columns, rows, block), ...colourRegions(image, 2, blue, columns, rows, block)]
}

/** How much more of `channel` than of the other two a px has, beyond what a tinted or warm-lit sheet has. */
export function colourExcess(data: Uint8Array, p: number, channel: 0 | 2): number {
  const r = data[p]!
  const g = data[p + 1]!
  const b = data[p + 2]!
  return channel === 0 ? r - Math.max(g, b) : b - Math.max(r, g)
}

/** Excess from which a px counts as coloured ink. JPEG leaves less on black letters, paper less on its own. */
export const inkExcess = 36

/** Which blocks of the page hold red or blue ink (1), from every third px of every third row. */
function colouredBlocks(
  image: PageImage,
  block: number,
): { red: Uint8Array; blue: Uint8Array; columns: number; rows: number } {
  const { width, height, data } = image
  const columns = Math.ceil(width / block)
  const rows = Math.ceil(height / block)
  const red = new Uint8Array(columns * rows)
  const blue = new Uint8Array(columns * rows)
  for (let y = 1; y < height; y += 3) {
    const row = Math.floor(y / block) * columns
    for (let x = 1, p = (y * width + 1) * 3; x < width; x += 3, p += 9) {
      const r = data[p]!
      const b = data[p + 2]!
      const difference = r - b
      if (difference < inkExcess && difference > -inkExcess) continue
      const at = row + Math.floor(x / block)
      if (colourExcess(data, p, 0) >= inkExcess) red[at]!++
      else if (colourExcess(data, p, 2) >= inkExcess) blue[at]!++
    }
  }
  const needed = Math.max(1, (block / 3) ** 2 * minShare)
  return { red: red.map(n => (n >= needed ? 1 : 0)), blue: blue.map(n => (n >= needed ? 1 : 0)), columns, rows }
}

function colourRegions(
  image: PageImage,
  channel: 0 | 2,
  coloured: Uint8Array,
  columns: number,
  rows: number,
  block: number,
): SealRegion[] {
  const { width, height } = image
  const pxPerMm = image.dpi / 25.4
  return blockComponents(coloured, columns, rows).flatMap(component => {
    const sides = [
      ((component.right - component.left + 1) * block) / pxPerMm,
      ((component.bottom - component.top + 1) * block) / pxPerMm,
    ]
    const long = Math.max(...sides)
    const short = Math.min(...sides)
    if (short < minSideMm || long > maxSideMm || long > short * maxAspect) return []
    const region = {
      left: Math.max(0, (component.left - 1) * block),
      top: Math.max(0, (component.top - 1) * block),
      right: Math.min(width, (component.right + 2) * block),
      bottom: Math.min(height, (component.bottom + 2) * block),
      channel,
    }
    return [{ ...region, level: bareInkLevel(image, region) }]
  })
}

interface BlockBounds {
  left: number
  top: number
  right: number
  bottom: number
}

/** Bounds of groups of coloured blocks no more than one block apart. */
function blockComponents(coloured: Uint8Array, columns: number, rows: number): BlockBounds[] {
  const seen = new Uint8Array(coloured.length)
  const components: BlockBounds[] = []
  for (let seed = 0; seed < coloured.length; seed++) {
    if (!coloured[seed] || seen[seed]) continue
    const bounds = { left: columns, top: rows, right: 0, bottom: 0 }
    const open = [seed]
    seen[seed] = 1
    while (open.length > 0) {
      const at = open.pop()!
      const r = Math.floor(at / columns)
      const c = at % columns
      bounds.left = Math.min(bounds.left, c)
      bounds.right = Math.max(bounds.right, c)
      bounds.top = Math.min(bounds.top, r)
      bounds.bottom = Math.max(bounds.bottom, r)
      for (let nr = Math.max(0, r - 2); nr <= Math.min(rows - 1, r + 2); nr++) {
        for (let nc = Math.max(0, c - 2); nc <= Math.min(columns - 1, c + 2); nc++) {
          const neighbour = nr * columns + nc
          if (!coloured[neighbour] || seen[neighbour]) continue
          seen[neighbour] = 1
          open.push(neighbour)
        }
      }
    }
    components.push(bounds)
  }
  return components
}

/** Median of the channel over coloured px: most of a seal's ink lies on bare paper. */
function bareInkLevel(image: PageImage, region: BlockBounds & { channel: 0 | 2 }): number {
  const histogram = new Uint32Array(256)
  let count = 0
  for (let y = region.top; y < region.bottom; y += 2) {
    for (let x = region.left; x < region.right; x += 2) {
      const p = (y * image.width + x) * 3
      if (colourExcess(image.data, p, region.channel) < inkExcess) continue
      histogram[image.data[p + region.channel]!]!++
      count++
    }
  }
  let below = 0
  for (let level = 0; level < 256; level++) {
    below += histogram[level]!
    if (below * 2 >= count) return Math.max(96, level)
  }
  return 255
}
