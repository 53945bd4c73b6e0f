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
  const pixels = packedPixels(rgba, width * height)
  const grey = packedToGrey(pixels)
  return grey ? { width, height, channels: 1, data: grey } : { width, height, channels: 3, data: packedToRgb(pixels) }
}

/** Four bytes as one number, the first lowest: a page has ten million pixels, and this reads each at once. */
function packedPixels(rgba: Uint8Array | Uint8ClampedArray, count: number): Uint32Array {
  const bytes = rgba.byteOffset % 4 === 0 ? rgba : Uint8Array.from(rgba)
  return new Uint32Array(bytes.buffer, bytes.byteOffset, count)
}

/** Null as soon as a pixel is not grey. */
function packedToGrey(pixels: Uint32Array): Uint8Array | null {
  const data = new Uint8Array(pixels.length)
  for (let i = 0; i < pixels.length; i++) {
    const pixel = pixels[i]!
    const value = pixel & 255
    if (value !== ((pixel >>> 8) & 255) || value !== ((pixel >>> 16) & 255)) return null
    const alpha = pixel >>> 24
    data[i] = alpha === 255 ? value : onWhite(value, alpha)
  }
  return data
}

function packedToRgb(pixels: Uint32Array): Uint8Array {
  const data = new Uint8Array(3 * pixels.length)
  for (let i = 0, to = 0; i < pixels.length; i++, to += 3) {
    const pixel = pixels[i]!
    const alpha = pixel >>> 24
    data[to] = onWhite(pixel & 255, alpha)
    data[to + 1] = onWhite((pixel >>> 8) & 255, alpha)
    data[to + 2] = onWhite((pixel >>> 16) & 255, alpha)
  }
  return data
}

function onWhite(value: number, alpha: number): number {
  return alpha === 255 ? value : Math.round((value * alpha) / 255) + 255 - alpha
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
