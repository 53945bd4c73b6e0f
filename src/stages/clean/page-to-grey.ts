import type { PageImage } from '../../model/page-image.ts'
import type { Raster } from './resample.ts'
import { colourExcess, findSealRegions, inkExcess, type SealRegion } from './seal-regions.ts'

/** Excess at which ink starts to count: the rim of a stroke is paler than its middle. */
const faintExcess = 10
/** JPEG keeps one colour for 2 × 2 px: a stroke's colour is looked for so far (px) around it, its darkness only where it is. */
const bleed = 2

/**
 * Colour or grey page → grey, seals on colour pages taken out: coloured px inside a seal are read in the channel where its ink is
 * light, stretched so that bare seal ink becomes white; black print under it stays dark. Coloured letters and
 * rules elsewhere stay dark, and grey pages are returned as they are (a stretch would hurt them).
 */
export function pageToGrey(image: PageImage): Raster {
  const { width, height, channels, data } = image
  if (channels === 1) return { width, height, data }
  const grey = new Uint8Array(width * height)
  // Green alone: the sharpest channel of scanners and cameras, dark for red and blue ink, and read in a third of the time of a mixture.
  for (let i = 0, p = 1; i < grey.length; i++, p += 3) grey[i] = data[p]!
  for (const seal of findSealRegions(image)) takeOutSeal(image, grey, seal)
  return { width, height, data: grey }
}

function takeOutSeal(image: PageImage, grey: Uint8Array, seal: SealRegion): void {
  const { width, data } = image
  const gain = 255 / (seal.level * 0.92)
  for (let y = seal.top; y < seal.bottom; y++) {
    for (let x = seal.left; x < seal.right; x++) {
      const i = y * width + x
      const share = Math.min(1, (excessAround(image, x, y, seal) - faintExcess) / (inkExcess - faintExcess))
      if (share <= 0) continue
      const clean = Math.min(255, data[i * 3 + seal.channel]! * gain)
      const value = grey[i]! * (1 - share) + clean * share
      if (value > grey[i]!) grey[i] = value
    }
  }
}

/** The largest excess of the seal's colour at a px and beside it. Black print beside it does no harm: it is dark in every channel. */
function excessAround({ data, width, height }: PageImage, x: number, y: number, { channel }: SealRegion): number {
  const p = (y * width + x) * 3
  let most = colourExcess(data, p, channel)
  if (x >= bleed) most = Math.max(most, colourExcess(data, p - 3 * bleed, channel))
  if (x + bleed < width) most = Math.max(most, colourExcess(data, p + 3 * bleed, channel))
  if (y >= bleed) most = Math.max(most, colourExcess(data, p - 3 * bleed * width, channel))
  if (y + bleed < height) most = Math.max(most, colourExcess(data, p + 3 * bleed * width, channel))
  return most
}
