import type { Issue } from '../../model/issue.ts'
import type { PageImage } from '../../model/page-image.ts'
import { despeckled, isBilevel } from './despeckle.ts'
import { flattened, isEvenWhite, rasterToGround } from './flatten-light.ts'
import { composed, type Homography, identity, inverse, mapPoint } from './homography.ts'
import { inkCount, rasterToInk, turnedInk } from './ink-map.ts'
import { rasterToQuality } from './page-quality.ts'
import { inkToSlants } from './page-slants.ts'
import { pageToGrey } from './page-to-grey.ts'
import { findPaper } from './paper.ts'
import { type Frame, quadToFrame, slantsToFrame, turnedFrame } from './rectify.ts'
import { type Raster, resampled } from './resample.ts'
import { type Streak, turnedStreaks, withoutStreaks } from './streaks.ts'
import { inkToTextDirection } from './text-direction.ts'
import { rasterToUprightVote } from './upright.ts'
import { workingDpi } from './working-dpi.ts'

/** How a page was turned to stand upright. */
export interface Uprightness {
  /** Degrees clockwise. */
  readonly turned: 0 | 90 | 180 | 270
  /**
   * Too few marks told up from down: a recogniser should compare its readings of a few lines on this page and on
   * `turnedUpsideDown` of it.
   */
  readonly needsUprightVote: boolean
}

export interface CleanPage {
  /** Grey, white ground, upright, deskewed. */
  readonly image: PageImage
  /** Takes px of `image` to px of the original picture (`mapPoint`, `mapBox`). */
  readonly toOriginal: Homography
  /** 0 hopeless … 1 perfect. */
  readonly quality: number
  readonly uprightness: Uprightness
  /** Lines from edge to edge that were taken out of `image`: what they crossed may have lost a stroke. */
  readonly streaks: readonly Streak[]
  readonly issues: readonly Issue[]
}

/** Fewer ink entries than this (4 mm²) are dust, not a page. */
const blankInk = 60
const lowQuality = 0.3
/** Black and white edges look sharp, but one bit has lost what grey would tell. */
const faxQuality = 0.8
/** Breadth of the sheet's own edge, which is no rule (mm). */
const rimMm = 1.2

/**
 * A page as scanned or photographed → a page to read: seals taken out, light evened, specks of faxes removed, sheet cut out of its
 * surroundings, turned upright, slant and perspective undone in a single redrawing. The page number in issues is left null.
 */
export async function cleanPage(image: PageImage): Promise<CleanPage> {
  const grey = pageToGrey(image)
  const paper = findPaper(grey)
  const sheet: Frame = paper
    ? quadToFrame(paper, (rimMm * image.dpi) / 25.4)
    : { width: grey.width, height: grey.height, toSource: identity }
  const { dpi, shrink } = workingDpi(sheet, image.dpi)
  const isFax = isBilevel(grey)
  const even = evenPage(grey, image.dpi, isFax)
  const map = rasterToInk(even, sheet.toSource, sheet.width, sheet.height, dpi)
  if (inkCount(map) < blankInk) return blankPage(even, image.dpi)

  const direction = inkToTextDirection(map)
  const sideways = direction.isSideways ? 270 : 0
  const turn = turnedFrame(sheet.width, sheet.height, sideways)
  const slants = inkToSlants(turnedInk(map, sideways))
  const level = slantsToFrame(turn.width, turn.height, slants)
  const frame = whole(
    { ...level, toSource: composed(sheet.toSource, composed(turn.toSource, level.toSource)) },
    paper ? null : grey,
  )
  const size = { width: Math.round(frame.width / shrink), height: Math.round(frame.height / shrink) }
  const toSource = composed(frame.toSource, [shrink, 0, 0, 0, shrink, 0, 0, 0, 1])
  const drawn = resampled(even, toSource, size.width, size.height)
  const vote = rasterToUprightVote(drawn, dpi / shrink)
  const over = vote === 'upside-down' ? 180 : 0
  const flip = turnedFrame(size.width, size.height, over)
  const streaked = resampled(drawn, flip.toSource, size.width, size.height)
  const { page: upright, streaks } = withoutStreaks(streaked, dpi / shrink)
  const quality = rasterToQuality(upright, dpi / shrink).quality * (isFax ? faxQuality : 1)
  return {
    image: { ...upright, channels: 1, dpi: dpi / shrink },
    toOriginal: composed(toSource, flip.toSource),
    quality,
    uprightness: {
      turned: ((sideways + over) % 360) as Uprightness['turned'],
      needsUprightVote: vote === 'unknown' || (vote === 'likely' && sideways !== 0),
    },
    streaks,
    issues: quality < lowQuality ? [lowQualityIssue(quality)] : [],
  }
}

/** The same page on its head, for a recogniser to compare; its `toOriginal` leads to the same original. */
export function turnedUpsideDown(page: CleanPage): CleanPage {
  const { width, height, data, dpi } = page.image
  const flip = turnedFrame(width, height, 180)
  const turned = resampled({ width, height, data }, flip.toSource, width, height)
  return {
    ...page,
    image: { ...turned, channels: 1, dpi },
    toOriginal: composed(page.toOriginal, flip.toSource),
    streaks: turnedStreaks(page.streaks, page.image),
    uprightness: { turned: ((page.uprightness.turned + 180) % 360) as Uprightness['turned'], needsUprightVote: false },
  }
}

function evenPage(grey: Raster, dpi: number, isFax: boolean): Raster {
  if (isFax) return despeckled(grey, dpi)
  const ground = rasterToGround(grey, dpi)
  return isEvenWhite(ground) ? grey : flattened(grey, ground)
}

/** The frame made large enough that no corner of `source` is cut off by the turn (null: the sheet's corners are the frame's already). */
function whole(frame: Frame, source: Raster | null): Frame {
  if (!source) return frame
  const back = inverse(frame.toSource)
  const corners = [
    mapPoint(back, 0, 0),
    mapPoint(back, source.width, 0),
    mapPoint(back, 0, source.height),
    mapPoint(back, source.width, source.height),
  ]
  const left = Math.floor(Math.min(0, ...corners.map(p => p.x)) + 0.5)
  const top = Math.floor(Math.min(0, ...corners.map(p => p.y)) + 0.5)
  const right = Math.ceil(Math.max(frame.width, ...corners.map(p => p.x)) - 0.5)
  const bottom = Math.ceil(Math.max(frame.height, ...corners.map(p => p.y)) - 0.5)
  return {
    width: right - left,
    height: bottom - top,
    toSource: composed(frame.toSource, [1, 0, left, 0, 1, top, 0, 0, 1]),
  }
}

function blankPage(page: Raster, dpi: number): CleanPage {
  return {
    image: { ...page, channels: 1, dpi },
    toOriginal: identity,
    quality: 1,
    uprightness: { turned: 0, needsUprightVote: false },
    streaks: [],
    issues: [
      {
        code: 'blank-page',
        severity: 'info',
        message: 'The page is blank.',
        hint: 'Nothing to do. If the paper page is not blank, scan it again.',
        page: null,
      },
    ],
  }
}

function lowQualityIssue(quality: number): Issue {
  return {
    code: 'low-quality',
    severity: 'warning',
    message: `The page is hard to read (quality ${Math.round(quality * 100)} of 100: blurred, faint, noisy or too small).`,
    hint: 'Scan the page again at 300 dpi if you can; otherwise check its values against the picture.',
    page: null,
  }
}
