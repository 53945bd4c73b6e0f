import type { PageImage } from '../../model/page-image.ts'
import type { Reading } from '../../model/reading.ts'

/**
 * Reads pictures of text lines. Implementations are offline: whatever they load lies in node_modules.
 * Every method may be called again after it resolved; calls on one engine are made one after the other.
 */
export interface OcrEngine {
  /** What `--engine` calls it. */
  readonly name: string
  /** Changes whenever the same picture might be read differently; part of every checkpoint key. */
  readonly version: string
  /** The characters of a form that it has no symbol for (`≥≤（`): what it prints in their place must never be trusted. */
  readonly blindTo: string
  /**
   * One reading a line, in the order given. A line is one row of upright text, cropped to its ink with a little white around it;
   * the same line gives the same reading, whatever was read before it.
   */
  readLines(lines: readonly PageImage[]): Promise<Reading[]>
  /** Frees memory and workers; the engine is of no use afterwards. */
  close(): Promise<void>
}
