import type { PageImage } from '../../src/model/page-image.ts'
import type { Random } from './random.ts'

/** A straight run of ink, in px; longer than any stroke of a character. */
interface Rule {
  readonly across: boolean
  readonly at: number
  readonly from: number
  readonly to: number
}

/**
 * Wipes `count` short gaps (0.5 to 2.5 mm) into the ruling lines of a clean grey page, as worn drums and bad feeds do. Text is left alone
 * unless it touches a rule. Changes `image.data`.
 */
export function breakRules(image: PageImage, count: number, random: Random): void {
  const perMm = image.dpi / 25.4
  const rules = [...runs(image, true, perMm * 9), ...runs(image, false, perMm * 9)]
  if (rules.length === 0) return
  for (let n = 0; n < count; n++) {
    const rule = random.pick(rules)
    const length = Math.round(perMm * random.between(0.5, 2.5))
    const start = Math.round(random.between(rule.from, rule.to - length))
    const reach = Math.ceil(perMm * 0.25)
    for (let along = start; along < start + length; along++) {
      for (let aside = rule.at - reach; aside <= rule.at + reach; aside++) {
        const p = rule.across ? aside * image.width + along : along * image.width + aside
        if (aside >= 0 && p < image.data.length) image.data[p] = 255
      }
    }
  }
}

function* runs(image: PageImage, across: boolean, least: number): Generator<Rule> {
  const { data, width, height } = image
  const [lines, length] = across ? [height, width] : [width, height]
  for (let at = 0; at < lines; at++) {
    let from = 0
    for (let along = 0; along <= length; along++) {
      const p = across ? at * width + along : along * width + at
      if (along < length && data[p]! < 160) continue
      if (along - from >= least) yield { across, at, from, to: along }
      from = along + 1
    }
  }
}
