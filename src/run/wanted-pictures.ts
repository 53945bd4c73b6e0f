import type { Box } from '../model/box.ts'
import type { FormRecord } from '../model/form-record.ts'
import type { PageReading } from '../model/page-reading.ts'
import { isAbandoned } from './is-abandoned.ts'
import type { KeepImages } from './picture-store.ts'

/** A part of a page to be kept as a picture: the whole page, or a value's box in pt. */
export interface WantedPicture {
  readonly page: number
  readonly sequence: number | null
  readonly path: string | null
  readonly box: Box | null
}

/** What is to be kept of a document: every page that has a picture, or the places of the values a person should look at. */
export function wantedPictures(
  mode: KeepImages,
  pages: readonly PageReading[],
  forms: readonly FormRecord[],
): WantedPicture[] {
  if (mode === 'none') return []
  if (mode === 'pages')
    return pages
      .filter(page => page.source !== 'text-file' && !isAbandoned(page))
      .map(({ page }) => ({ page, sequence: null, path: null, box: null }))
  return forms.flatMap(({ sequence, provenance, review }) => {
    const doubted = new Set(review.map(({ path }) => path))
    return provenance
      .filter(({ path, place }) => doubted.has(path) && place.box !== null)
      .map(({ path, place }) => ({ page: place.page, sequence, path, box: place.box }))
  })
}
