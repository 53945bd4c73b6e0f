import { readFile } from 'node:fs/promises'
import sharp, { type Metadata, type Sharp } from 'sharp'
import type { Issue } from '../../model/issue.ts'
import type { PageImage } from '../../model/page-image.ts'
import { imageDpi } from './image-dpi.ts'
import { imageFailure } from './image-failures.ts'
import { type Resolution, tiffResolution } from './tiff-resolution.ts'

/** An opened PNG, JPEG or TIFF: one page for each picture in it. */
export interface ImageDocument {
  readonly pageCount: number
  /** Page `number`, from 1, upright by its EXIF or TIFF orientation, on white paper, grey or RGB. */
  page(number: number): Promise<ImagePage>
}

export type ImagePage =
  | { readonly image: PageImage; readonly issues: readonly Issue[] }
  | { readonly image: null; readonly issues: readonly Issue[] }

export type ImageOpening =
  | { readonly document: ImageDocument; readonly issue: null }
  | { readonly document: null; readonly issue: Issue }

export interface ImageOptions {
  /** Larger pictures are refused as `too-large`: 120 million px hold the largest phone photos and A3 at 600 dpi. */
  readonly maxPixels?: number
}

/** Resolutions that differ less are square px; beyond three times the file is wrong about itself. */
const minAnisotropy = 0.02
const maxAnisotropy = 3

/** Opens an image file from its path or bytes. Bad files give an issue: `empty-file`, `corrupt`, `unsupported-type`, `too-large`. */
export async function openImage(source: string | Uint8Array, options: ImageOptions = {}): Promise<ImageOpening> {
  const maxPixels = options.maxPixels ?? 120_000_000
  const bytes = typeof source === 'string' ? await readFile(source) : source
  if (bytes.length === 0) return { document: null, issue: imageFailure(new Error('empty'), null, 0) }
  try {
    const { pages = 1 } = await sharp(bytes, { limitInputPixels: false }).metadata()
    return { document: { pageCount: pages, page: number => readPage(bytes, number, maxPixels) }, issue: null }
  } catch (reason) {
    return { document: null, issue: imageFailure(reason, null, maxPixels) }
  }
}

async function readPage(bytes: Uint8Array, number: number, maxPixels: number): Promise<ImagePage> {
  try {
    return { image: await decodePage(bytes, number, maxPixels, 'warning'), issues: [] }
  } catch (reason) {
    const failure = imageFailure(reason, number, maxPixels)
    if (failure.code === 'too-large') return { image: null, issues: [failure] }
    return decodeDamaged(bytes, number, maxPixels, failure)
  }
}

/** A damaged picture is decoded as far as it goes, and reported. */
async function decodeDamaged(bytes: Uint8Array, number: number, maxPixels: number, failure: Issue): Promise<ImagePage> {
  try {
    const image = await decodePage(bytes, number, maxPixels, 'none')
    const issue: Issue = {
      code: 'decode-warning',
      severity: 'warning',
      message: `Picture ${number} is damaged and may not be whole.`,
      hint: 'Compare it with the file in a viewer; if something is missing, get the file again or scan the page again.',
      page: number,
    }
    return { image, issues: [issue] }
  } catch {
    return { image: null, issues: [failure] }
  }
}

async function decodePage(
  bytes: Uint8Array,
  number: number,
  maxPixels: number,
  failOn: 'warning' | 'none',
): Promise<PageImage> {
  const picture = sharp(bytes, { page: number - 1, failOn, limitInputPixels: maxPixels })
  const metadata = await picture.metadata()
  const resolution = metadata.format === 'tiff' ? tiffResolution(bytes, number) : null
  const channels = isGrey(metadata) ? 1 : 3
  const { data, info } = await squarePixels(onPaper(picture, metadata), metadata, resolution)
    .toColourspace(channels === 1 ? 'b-w' : 'srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
  const stated = resolution ? Math.max(resolution.x, resolution.y) : metadata.density
  return { width: info.width, height: info.height, channels, dpi: imageDpi(info.width, info.height, stated), data }
}

/** A fax's px are taller than wide: stretched to squares at the finer of its resolutions. */
function squarePixels(picture: Sharp, { width, height }: Metadata, resolution: Resolution | null): Sharp {
  const ratio = resolution ? resolution.x / resolution.y : 1
  if (Math.abs(ratio - 1) < minAnisotropy || ratio < 1 / maxAnisotropy || ratio > maxAnisotropy) return picture
  return ratio > 1
    ? picture.resize({ width, height: Math.round(height * ratio), fit: 'fill' })
    : picture.resize({ width: Math.round(width / ratio), height, fit: 'fill' })
}

function onPaper(picture: Sharp, metadata: Metadata): Sharp {
  const upright = picture.autoOrient()
  return metadata.hasAlpha ? upright.flatten({ background: '#ffffff' }) : upright
}

function isGrey({ space }: Metadata): boolean {
  return space === 'b-w' || space === 'grey16'
}
