import sharp from 'sharp'
import { type Raster, sharpRaster } from './rasters.ts'

/**
 * JPEG bytes → pixels as stored (EXIF is not applied: in a PDF the page's matrix turns the image).
 * A damaged file is decoded as far as it goes; `warning` then says what is wrong. Throws where nothing can be decoded.
 */
export async function jpegToRaster(
  bytes: Uint8Array,
  maxPixels: number,
): Promise<{ raster: Raster; warning: string | null }> {
  try {
    return { raster: await decoded(bytes, maxPixels, 'warning'), warning: null }
  } catch (reason) {
    const warning = reason instanceof Error ? reason.message.trim() : String(reason)
    return { raster: await decoded(bytes, maxPixels, 'none'), warning: `JPEG: ${warning}` }
  }
}

async function decoded(bytes: Uint8Array, maxPixels: number, failOn: 'warning' | 'none'): Promise<Raster> {
  const image = sharp(bytes, { failOn, limitInputPixels: maxPixels })
  const { channels } = await image.metadata()
  return sharpRaster(image, channels === 1 ? 1 : 3)
}
