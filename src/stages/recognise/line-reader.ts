import type { PageImage } from '../../model/page-image.ts'
import type { Reading } from '../../model/reading.ts'

/** What the stage needs of a recognition engine. */
export interface LineReader {
  readonly name: string
  readLines(lines: readonly PageImage[]): Promise<Reading[]>
}
