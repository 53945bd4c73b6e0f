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
    const raster = await decoded(bytes, maxPixels, 'warning')
    return { raster, warning: hasEnd(bytes) ? null : 'JPEG: the data end without an end marker' }
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

/** An EOI marker (FF D9) stands in the second half: libjpeg fills what is missing with grey and does not always say so. */
function hasEnd(bytes: Uint8Array): boolean {
  return (
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).lastIndexOf('ffd9', undefined, 'hex') >
    bytes.length / 2
  )
}
