import type { PageImage } from '../../src/model/page-image.ts'
import type { Random } from './random.ts'
import { addNoise, blurred, inkAndPaper, shade } from './tone.ts'
import { homographyOf, type Point, warpImage } from './warp.ts'

/** A page on a dark desk, taken by hand: four free corners, a slight bend, lamp light from one side, a colour cast, some defocus. */
export async function photographed(clean: PageImage, random: Random): Promise<PageImage> {
  const warmth = random.between(-12, 18)
  const paper = [235 + Math.min(0, warmth) * 0.5 + 5, 232, 228 - warmth]
  const coloured = inkAndPaper(clean, [38, 36, 40], paper)
  const border = Math.round(clean.width * random.between(0.04, 0.07))
  const size = { width: clean.width + 2 * border, height: clean.height + 2 * border }
  const shift = () => random.between(-0.6, 0.6) * border
  const corners: Point[] = [
    [border + shift(), border + shift()],
    [border + clean.width + shift(), border + shift()],
    [border + clean.width + shift(), border + clean.height + shift()],
    [border + shift(), border + clean.height + shift()],
  ]
  const page: Point[] = [
    [0, 0],
    [clean.width, 0],
    [clean.width, clean.height],
    [0, clean.height],
  ]
  const desk = random.between(35, 75)
  const bend = random.chance(0.5) ? random.between(-4, 4) : 0
  const warped = warpImage(coloured, homographyOf(corners, page), size, [desk + 8, desk, desk - 10], bend)
  const photo = await blurred(warped, random.between(0.6, 0.9))
  const [lampX, lampY, fall] = [random.between(0.1, 0.9), random.between(0, 0.6), random.between(0.15, 0.3)]
  shade(photo, (x, y) => 1.04 - fall * ((x - lampX) ** 2 + (y - lampY) ** 2))
  addNoise(photo, random.between(3, 6), random)
  return photo
}
