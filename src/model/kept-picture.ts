/** A picture of a page, or of a value on it, that is kept beside the database. */
export interface KeptPicture {
  readonly page: number
  /** The form and the value that a crop shows; null for a whole page. */
  readonly sequence: number | null
  readonly path: string | null
  /** Of the picture file, which is named after it. */
  readonly sha256: string
  readonly bytes: number
  /** In px. */
  readonly width: number
  readonly height: number
  readonly pixelsPerPoint: number
  /** Where its top left corner lies on the page, in pt. */
  readonly left: number
  readonly top: number
}
