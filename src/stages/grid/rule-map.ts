import type { PageImage } from '../../model/page-image.ts'

/**
 * Where a page may hold rules of one orientation, squeezed along the rule: `block` px along it become one entry, across it every px
 * is kept. Entry `at(across, along)` of `depth` is how much darker (0..255) the place is than the white on both its sides; text, seals
 * and shadows have no white flanks at the distance of a rule's breadth and come out as 0 for the most part.
 * Both orientations are stored alike (`depth[across * along count + along]`), so that one code reads horizontals and verticals.
 */
export interface RuleMap {
  readonly orientation: 'horizontal' | 'vertical'
  /** Entries along the rule and across it. */
  readonly along: number
  readonly across: number
  /** px of the page in one entry along the rule. */
  readonly block: number
  readonly depth: Uint8Array
  /** The squeezed page itself: mean grey of each entry. */
  readonly grey: Uint8Array
  /** Standard deviation of the paper's grey among entries, and among px of the page: what is less dark is no ink. */
  readonly entryNoise: number
  readonly pixelNoise: number
  /** px of the page in a millimetre. */
  readonly pxPerMm: number
  /** The page itself, for what the squeezed map cannot tell. */
  readonly image: PageImage
}

/** Both maps of one page. */
export interface RuleMaps {
  readonly horizontal: RuleMap
  readonly vertical: RuleMap
}

/** Half a millimetre: short against a letter, long enough to even out noise and dashes. */
const blockMm = 0.5
/** White is looked for at both distances from the middle of a rule; the nearer one serves double rules, the farther one thick rules. */
export const nearFlankMm = 0.55
const farFlankMm = 1.05

/** Pixels → both rule maps in one pass over the page. The image must be grey with a white ground (a cleaned page). */
export function pixelsToRuleMaps(image: PageImage): RuleMaps {
  const { width, height, dpi, channels, data } = image
  if (channels !== 1) throw new RangeError('Rule maps need a grey page: clean the page first.')
  const pxPerMm = dpi / 25.4
  const block = Math.max(1, Math.round(pxPerMm * blockMm))
  const alongX = Math.ceil(width / block)
  const alongY = Math.ceil(height / block)
  const { rows, columns } = squeezed(image, block, alongX, alongY)
  const shared = { block, pxPerMm, image, pixelNoise: paperNoise(data, width) }
  return {
    horizontal: {
      ...shared,
      orientation: 'horizontal',
      along: alongX,
      across: height,
      grey: rows,
      entryNoise: paperNoise(rows, alongX),
      depth: flankedDepth(rows, height, alongX, pxPerMm),
    },
    vertical: {
      ...shared,
      orientation: 'vertical',
      along: alongY,
      across: width,
      grey: columns,
      entryNoise: paperNoise(columns, alongY),
      depth: flankedDepth(columns, width, alongY, pxPerMm),
    },
  }
}

/** Means over `block` px along rows and along columns, in one pass over the page. */
function squeezed(
  { width, height, data }: PageImage,
  block: number,
  alongX: number,
  alongY: number,
): { rows: Uint8Array; columns: Uint8Array } {
  const rows = new Uint8Array(height * alongX)
  const columns = new Uint8Array(width * alongY)
  const columnSums = new Uint16Array(width)
  for (let y = 0; y < height; y++) {
    const line = y * width
    for (let x = 0, r = y * alongX; x < width; r++) {
      const from = x
      const end = Math.min(width, x + block)
      let sum = 0
      for (; x < end; x++) {
        const value = data[line + x]!
        sum += value
        columnSums[x]! += value
      }
      rows[r] = sum / (end - from)
    }
    const inBlock = y % block
    if (inBlock < block - 1 && y < height - 1) continue
    const b = (y - inBlock) / block
    for (let x = 0; x < width; x++) columns[x * alongY + b] = columnSums[x]! / (inBlock + 1)
    columnSums.fill(0)
  }
  return { rows, columns }
}

/** Grey levels above which neighbours count as paper. */
const paperLevel = 175

/**
 * Standard deviation of paper, from the differences between neighbours in every seventh row: for normal noise the mean difference is
 * 1.128 standard deviations.
 */
function paperNoise(grey: Uint8Array, width: number): number {
  let sum = 0
  let count = 0
  for (let row = 0; row + width <= grey.length; row += width * 7) {
    for (let i = row + 1; i < row + width; i++) {
      const value = grey[i]!
      const before = grey[i - 1]!
      if (value < paperLevel || before < paperLevel) continue
      sum += Math.abs(value - before)
      count++
    }
  }
  return count === 0 ? 0 : sum / count / 1.128
}

function flankedDepth(grey: Uint8Array, across: number, along: number, pxPerMm: number): Uint8Array {
  const near = Math.max(2, Math.round(nearFlankMm * pxPerMm)) * along
  const far = Math.max(3, Math.round(farFlankMm * pxPerMm)) * along
  const depth = new Uint8Array(grey.length)
  const end = across * along
  for (let i = 0; i < end; i++) {
    const value = grey[i]!
    if (value > 235) continue
    const before = i < near ? 255 : Math.max(grey[i - near]!, i < far ? 255 : grey[i - far]!)
    const after = i + near >= end ? 255 : Math.max(grey[i + near]!, i + far >= end ? 255 : grey[i + far]!)
    const flank = Math.min(before, after)
    if (flank > value) depth[i] = flank - value
  }
  return depth
}
