import type { KeptPicture } from '../model/kept-picture.ts'
import type { Connection } from './connection.ts'

interface PictureRow extends Omit<KeptPicture, 'pixelsPerPoint'> {
  pixels_per_point: number
}

export async function pictureHashes(connection: Connection): Promise<Set<string>> {
  const rows = await connection.all<{ sha256: string }>('SELECT DISTINCT sha256 FROM stored_pictures')
  return new Set(rows.map(({ sha256 }) => sha256))
}

/** Pictures kept of a finished document, in the order in which they were made. */
export async function picturesOf(connection: Connection, sha256: string): Promise<KeptPicture[]> {
  const rows = await connection.all<PictureRow>(
    `SELECT p.page, p.sequence, p.path, p.sha256, p.bytes, p.width, p.height, p.pixels_per_point, p."left", p.top
     FROM stored_documents d JOIN stored_pictures p ON p.document_id = d.id
     WHERE d.sha256 = ? AND d.state <> 'loading' ORDER BY p.position`,
    [sha256],
  )
  return rows.map(({ pixels_per_point: pixelsPerPoint, ...picture }) => ({ ...picture, pixelsPerPoint }))
}
