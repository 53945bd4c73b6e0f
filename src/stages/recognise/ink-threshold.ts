import type { PageImage } from '../../model/page-image.ts'

/** Faint print and dark paper set the bounds within which a page's own histogram decides. */
const darkest = 96
const lightest = 200

/** The grey below which a pixel of this page is ink: Otsu's threshold (1979), which parts the histogram where the two sides vary least. */
export function inkThreshold(image: PageImage): number {
  const histogram = greyHistogram(image.data)
  let total = 0
  let sum = 0
  for (let grey = 0; grey < 256; grey++) {
    total += histogram[grey]!
    sum += grey * histogram[grey]!
  }
  let best = (darkest + lightest) >> 1
  let most = 0
  let below = 0
  let sumBelow = 0
  for (let grey = 0; grey < 255; grey++) {
    below += histogram[grey]!
    sumBelow += grey * histogram[grey]!
    if (below === 0 || below === total) continue
    const difference = sumBelow / below - (sum - sumBelow) / (total - below)
    const between = below * (total - below) * difference * difference
    if (between > most) {
      most = between
      best = grey + 1
    }
  }
  return Math.min(lightest, Math.max(darkest, best))
}

/** Four counts in turn: one alone would wait for itself on white paper, where px after px raises the same number (a third of the time). */
function greyHistogram(data: Uint8Array): Float64Array {
  const counts = new Uint32Array(1024)
  for (let i = 0; i < data.length; i++) counts[((i & 3) << 8) | data[i]!]!++
  return Float64Array.from({ length: 256 }, (_, grey) =>
    [0, 256, 512, 768].reduce((sum, from) => sum + counts[from + grey]!, 0),
  )
}
