import sharp, { type Sharp } from 'sharp'
import type { PageImage } from '../../model/page-image.ts'

/** Raw pixels, row by row from the top left, 1 (grey) or 3 (RGB) bytes each. */
export interface Raster {
  readonly width: number
  readonly height: number
  readonly channels: 1 | 3
  readonly data: Uint8Array
}

/** How an image's own axes lie on the page: mirrored left to right, then turned clockwise. */
export interface Orientation {
  readonly quarterTurns: 0 | 1 | 2 | 3
  readonly isMirrored: boolean
}

/** RGBA laid over white paper → grey where every pixel is grey, else RGB. */
export function rgbaToRaster(rgba: Uint8Array | Uint8ClampedArray, width: number, height: number): Raster {
  const count = width * height
  const channels = isGreyscale(rgba) ? 1 : 3
  const data = new Uint8Array(count * channels)
  for (let i = 0, from = 0, to = 0; i < count; i++, from += 4, to += channels) {
    const alpha = rgba[from + 3]!
    const paper = 255 - alpha
    data[to] = alpha === 255 ? rgba[from]! : Math.round((rgba[from]! * alpha) / 255) + paper
    if (channels === 1) continue
    data[to + 1] = alpha === 255 ? rgba[from + 1]! : Math.round((rgba[from + 1]! * alpha) / 255) + paper
    data[to + 2] = alpha === 255 ? rgba[from + 2]! : Math.round((rgba[from + 2]! * alpha) / 255) + paper
  }
  return { width, height, channels, data }
}

export function rasterToPageImage(raster: Raster, dpi: number): PageImage {
  return { width: raster.width, height: raster.height, channels: raster.channels, dpi, data: raster.data }
}

/** The raster turned upright. */
export async function rasterUpright(raster: Raster, { quarterTurns, isMirrored }: Orientation): Promise<Raster> {
  const mirrored = isMirrored ? await sharpRaster(rasterToSharp(raster).flop(), raster.channels) : raster
  return quarterTurns === 0 ? mirrored : sharpRaster(rasterToSharp(mirrored).rotate(90 * quarterTurns), raster.channels)
}

export function rasterToSharp({ width, height, channels, data }: Raster): Sharp {
  return sharp(data, { raw: { width, height, channels }, limitInputPixels: false })
}

/** Runs a sharp pipeline to raw bytes of one or three channels. */
export async function sharpRaster(pipeline: Sharp, channels: 1 | 3): Promise<Raster> {
  const coloured = pipeline.toColourspace(channels === 1 ? 'b-w' : 'srgb')
  const { data, info } = await coloured.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, channels, data }
}

function isGreyscale(rgba: Uint8Array | Uint8ClampedArray): boolean {
  for (let i = 0; i < rgba.length; i += 4) if (rgba[i] !== rgba[i + 1] || rgba[i] !== rgba[i + 2]) return false
  return true
}
