import sharp from 'sharp'
import type { PageImage } from '../../src/model/page-image.ts'
import { escapeHtml } from './form-to-html.ts'
import type { Random } from './random.ts'

/** A round official seal as it stands on paper. */
export interface Seal {
  /** Name of the organisation, set along the ring. */
  readonly words: string
  /** Middle of the seal in px of the page. */
  readonly x: number
  readonly y: number
  readonly diameterMm: number
  readonly degrees: number
  /** 0..1: how much ink there is. */
  readonly strength: number
  readonly colour: readonly [number, number, number]
}

/** A seal on a page: diameter 38–45 mm as the rules for official seals have it, somewhere in the given part of the page height. */
export function sealAt(words: string, image: PageImage, from: number, to: number, random: Random): Seal {
  return {
    words,
    x: image.width * random.between(0.25, 0.8),
    y: image.height * random.between(from, to),
    diameterMm: random.between(38, 45),
    degrees: random.between(-25, 25),
    strength: random.between(0.6, 0.9),
    colour: [random.int(195, 225), random.int(15, 50), random.int(25, 55)],
  }
}

/** Presses seals on a three-channel page: the ink multiplies what is printed under it and is a little blotchy. */
export async function pressSeals(image: PageImage, seals: readonly Seal[], random: Random): Promise<PageImage> {
  const data = Uint8Array.from(image.data)
  for (const seal of seals) {
    const size = Math.round((seal.diameterMm / 25.4) * image.dpi)
    const ink = await sharp(Buffer.from(sealToSvg(seal.words, size, seal.degrees)))
      .extractChannel('alpha')
      .raw()
      .toBuffer()
    const [left, top] = [Math.round(seal.x - size / 2), Math.round(seal.y - size / 2)]
    const [phaseX, phaseY] = [random.between(0, 6), random.between(0, 6)]
    for (let y = Math.max(0, -top); y < size && top + y < image.height; y++) {
      for (let x = Math.max(0, -left); x < size && left + x < image.width; x++) {
        const covered = ink[y * size + x]! / 255
        if (covered === 0) continue
        const blotch = 0.8 + 0.2 * Math.sin(x / 23 + phaseX) * Math.cos(y / 31 + phaseY) - 0.25 * random.next()
        const alpha = covered * seal.strength * blotch
        const p = ((top + y) * image.width + left + x) * 3
        for (let k = 0; k < 3; k++) data[p + k] = data[p + k]! * (1 - alpha + (alpha * seal.colour[k]!) / 255)
      }
    }
  }
  return { ...image, data }
}

function sealToSvg(words: string, size: number, degrees: number): string {
  const middle = size / 2
  const ring = size * 0.47
  const letters = [...words]
  const sweep = Math.min(260, letters.length * 20)
  const letterSize = Math.min(size * 0.125, (2.2 * Math.PI * ring * 0.8 * sweep) / 360 / letters.length)
  const text = letters.map((letter, i) => {
    const angle = letters.length === 1 ? 0 : -sweep / 2 + (sweep * i) / (letters.length - 1)
    return `<text x="${middle}" y="${middle - ring + letterSize * 1.25}" transform="rotate(${angle.toFixed(2)} ${middle} ${middle})">${escapeHtml(letter)}</text>`
  })
  const star = Array.from({ length: 10 }, (_, i) => {
    const radius = size * (i % 2 === 0 ? 0.14 : 0.054)
    const angle = (Math.PI * i) / 5
    return `${(middle + radius * Math.sin(angle)).toFixed(1)},${(middle - radius * Math.cos(angle)).toFixed(1)}`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}"><g transform="rotate(${degrees.toFixed(1)} ${middle} ${middle})">
    <circle cx="${middle}" cy="${middle}" r="${ring}" fill="none" stroke="#000" stroke-width="${(size * 0.024).toFixed(1)}"/>
    <polygon points="${star.join(' ')}"/><g font-family="Noto Serif CJK SC" font-weight="bold" font-size="${letterSize.toFixed(1)}" text-anchor="middle">${text.join('')}</g>
  </g></svg>`
}
