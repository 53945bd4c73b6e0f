import sharp from 'sharp'
import type { PageImage } from '../../src/model/page-image.ts'
import type { Random } from './random.ts'

/** Ink and paper of a scanner: black becomes `ink`, white becomes `paper` (levels 0..255, one for each channel of the result). */
export function inkAndPaper(image: PageImage, ink: readonly number[], paper: readonly number[]): PageImage {
  const channels = paper.length === 3 ? 3 : 1
  const tables = paper.map((white, k) => {
    const black = ink[k] ?? 0
    return Uint8Array.from({ length: 256 }, (_, level) => black + ((white - black) * level) / 255)
  })
  const { width, height } = image
  const data = new Uint8Array(width * height * channels)
  for (let p = 0; p < width * height; p++) {
    for (let k = 0; k < channels; k++)
      data[p * channels + k] = tables[k]![image.data[p * image.channels + (image.channels === 3 ? k : 0)]!]!
  }
  return { ...image, channels, data }
}

/** Gaussian blur, `sigma` in px. */
export async function blurred(image: PageImage, sigma: number): Promise<PageImage> {
  const colours = image.channels === 3 ? 'srgb' : 'b-w'
  const data = await sharp(image.data, { raw: image }).blur(sigma).toColourspace(colours).raw().toBuffer()
  return { ...image, data: new Uint8Array(data) }
}

/** Grain of the sensor: normal noise with deviation `sigma` levels, the same on all channels of a pixel. Changes `image.data`. */
export function addNoise(image: PageImage, sigma: number, random: Random): void {
  // A table of deviates read at random places: as good as fresh ones for grain, and much faster.
  const table = Float32Array.from({ length: 65_536 }, () => random.normal() * sigma)
  const { data, channels, width, height } = image
  for (let y = 0, p = 0; y < height; y++) {
    let t = random.int(0, 65_535)
    const step = random.int(1, 32_767) * 2 + 1
    for (let x = 0; x < width; x++) {
      t = (t + step) & 65_535
      const noise = table[t]!
      for (let k = 0; k < channels; k++, p++) data[p] = clamp(data[p]! + noise)
    }
  }
}

/**
 * Uneven light: every pixel times `light(x, y)` with x and y as shares 0..1 of the page. Evaluated on a coarse lattice of 32 px and
 * interpolated along the row. Changes `image.data`.
 */
export function shade(image: PageImage, light: (x: number, y: number) => number): void {
  const { data, channels, width, height } = image
  const step = 32
  const knots = Math.ceil(width / step) + 1
  for (let y = 0, p = 0; y < height; y++) {
    const row = Float32Array.from({ length: knots + 1 }, (_, k) => light((k * step) / width, y / height))
    for (let x = 0; x < width; x++) {
      const k = (x / step) | 0
      const part = (x % step) / step
      const factor = row[k]! * (1 - part) + row[k + 1]! * part
      for (let c = 0; c < channels; c++, p++) data[p] = clamp(data[p]! * factor)
    }
  }
}

/**
 * Weak toner: in `count` soft patches the ink loses up to `loss` (0..1) of its blackness, which breaks thin rules there.
 * Changes `image.data`; the image must still be ink on white.
 */
export function fadeInk(image: PageImage, count: number, loss: number, random: Random): void {
  const { data, channels, width, height } = image
  for (let n = 0; n < count; n++) {
    const [cx, cy] = [random.between(0, width), random.between(0, height)]
    const [rx, ry] = [width * random.between(0.08, 0.3), height * random.between(0.02, 0.12)]
    const most = loss * random.between(0.5, 1)
    for (let y = Math.max(0, Math.floor(cy - ry)); y < Math.min(height, cy + ry); y++) {
      for (let x = Math.max(0, Math.floor(cx - rx)); x < Math.min(width, cx + rx); x++) {
        const distance = ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2
        if (distance >= 1) continue
        const keep = 1 - most * (1 - distance)
        for (let k = 0; k < channels; k++) {
          const p = (y * width + x) * channels + k
          data[p] = 255 - (255 - data[p]!) * keep
        }
      }
    }
  }
}

/** Specks of dirt: `count` dots of 1 to `largest` px with the given level. Changes `image.data`. */
export function addSpecks(image: PageImage, count: number, largest: number, level: number, random: Random): void {
  const { data, channels, width, height } = image
  for (let n = 0; n < count; n++) {
    const [w, h] = [random.int(1, largest), random.int(1, largest)]
    const [left, top] = [random.int(0, width - largest - 1), random.int(0, height - largest - 1)]
    for (let y = top; y < top + h; y++)
      data.fill(level, (y * width + left) * channels, (y * width + left + w) * channels)
  }
}

const clamp = (value: number) => Math.max(0, Math.min(255, value))
