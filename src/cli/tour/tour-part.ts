/** A part of the tour: what it shows and the lines that show it. */
export interface TourPart {
  readonly title: string
  readonly text: string
}
