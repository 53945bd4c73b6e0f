import { createCanvas } from '@napi-rs/canvas'
import type { PageImage } from '../../src/model/page-image.ts'
import type { Random } from '../corpus/random.ts'

export interface Strip {
  /** Parts of the em that are cut off. */
  readonly top: number
  readonly bottom: number
}

/**
 * A line of text as a page edge left it, in a registered font: 26–44 px, half of them blurred, half of them noisy; beyond the cut, half
 * of the strips keep some white paper.
 */
export function drawStrip(text: string, font: string, { top, bottom }: Strip, random: Random): PageImage {
  const size = random.pick([26, 32, 38, 44])
  const noise = random.chance(0.5) ? 60 : 0
  const blur = random.chance(0.5) ? 1.5 : 1
  const white = random.chance(0.5)
  const margin = Math.round(size * 0.15)
  const page = createCanvas(size * [...text].length + 2 * margin, size + 2 * margin)
  const pen = page.getContext('2d')
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, page.width, page.height)
  pen.fillStyle = '#000'
  pen.font = `${size}px "${font}"`
  pen.fillText(text, margin, margin + size * 0.86)
  const from = top > 0 ? Math.round(margin + size * top) : 0
  const to = bottom > 0 ? Math.round(margin + size * (1 - bottom)) : page.height
  const above = white && top > 0 ? margin : 0
  const below = white && bottom > 0 ? margin : 0
  const strip = createCanvas(Math.ceil(page.width / blur), Math.max(4, Math.ceil((to - from + above + below) / blur)))
  const out = strip.getContext('2d')
  out.fillStyle = '#fff'
  out.fillRect(0, 0, strip.width, strip.height)
  out.imageSmoothingQuality = 'high'
  out.drawImage(page, 0, from, page.width, to - from, 0, above / blur, page.width / blur, (to - from) / blur)
  const { data } = out.getImageData(0, 0, strip.width, strip.height)
  const grey = Uint8Array.from({ length: strip.width * strip.height }, (_, i) => {
    const grain = noise === 0 ? 0 : (random.next() + random.next() + random.next() - 1.5) * noise
    return Math.max(0, Math.min(255, Math.round((data[4 * i] ?? 255) + grain)))
  })
  return { width: strip.width, height: strip.height, channels: 1, dpi: 300, data: grey }
}
