import sharp from 'sharp'
import type { PrintedLine } from './ocr-engine.ts'

/** A line as a sharp 300 dpi print shows it: `size` px to the em, cropped to its ink with a little white around it. */
export async function printedLine(text: string, options: { size?: number; font?: string } = {}): Promise<PrintedLine> {
  const size = options.size ?? 44
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${text.length * size + 60}" height="${Math.round(size * 1.5)}">
    <rect width="100%" height="100%" fill="white"/><text x="20" y="${Math.round(size * 1.13)}" font-size="${size}" font-family="${options.font ?? 'Noto Serif CJK SC'}">${escaped}</text></svg>`
  const { data, info } = await sharp(Buffer.from(svg))
    .flatten({ background: 'white' })
    .greyscale()
    .trim({ background: 'white', threshold: 40 })
    .extend({ top: 5, bottom: 5, left: 8, right: 8, background: 'white' })
    .raw()
    .toBuffer({ resolveWithObject: true })
  return {
    text,
    picture: { width: info.width, height: info.height, channels: 1, dpi: 300, data: new Uint8Array(data) },
  }
}
