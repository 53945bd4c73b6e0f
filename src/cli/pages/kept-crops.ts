import { readFile } from 'node:fs/promises'
import sharp from 'sharp'
import { cropRegion } from '../../engines/image/crop-region.ts'
import type { Box } from '../../model/box.ts'
import type { DocumentSource } from '../../model/document.ts'
import type { KeptPicture } from '../../model/kept-picture.ts'
import { pictureFile } from '../../run/picture-store.ts'
import { filesFolder } from '../../store/files-folder.ts'
import type { StoreReader } from '../../store/store.ts'

/** What was kept of the pictures of a document, for when the document itself is gone. */
interface NamedForm {
  readonly document: Pick<DocumentSource, 'sha256'>
  readonly form: { readonly sequence: number }
}

export interface KeptCrops {
  /** The picture of a value's place as PNG; null where none was kept. */
  cropOf(place: { readonly page: number; readonly box: Box }): Promise<Buffer | null>
}

export function keptCrops(reader: StoreReader, { document, form }: NamedForm, path: string): KeptCrops {
  const folder = filesFolder(reader.file)
  return {
    async cropOf({ page, box }) {
      const pictures = (await reader.picturesOf(document.sha256)).filter(picture => picture.page === page)
      const whole = pictures.find(picture => picture.path === null)
      const crop = pictures.find(
        picture => picture.path === path && picture.sequence === form.sequence && holds(picture, box),
      )
      const picture = crop ?? whole
      if (picture === undefined) return null
      const content = await readFile(pictureFile(folder, picture.sha256)).catch(() => null)
      if (content === null) return null
      const image = sharp(content)
      return (picture === crop ? image : image.extract(cropRegion(picture, picture.pixelsPerPoint, box)))
        .png()
        .toBuffer()
    },
  }
}

/** The crop begins left of and above the box and reaches beyond its middle. */
function holds({ left, top, width, height, pixelsPerPoint }: KeptPicture, box: Box): boolean {
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  return left <= x && x <= left + width / pixelsPerPoint && top <= y && y <= top + height / pixelsPerPoint
}
