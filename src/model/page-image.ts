/**
 * A page as a raster, row by row from the top left, `channels` bytes a pixel (1 grey: 0 black … 255 white; 3 RGB).
 * `data.length === width * height * channels`. Width and height in px.
 */
export interface PageImage {
  readonly width: number
  readonly height: number
  readonly channels: 1 | 3
  readonly dpi: number
  readonly data: Uint8Array
}
