/**
 * Makes test/stages/repair/clipped-labels.tsv and cut-labels.tsv: what PP-OCRv4 really reads when labels of the forms have
 * lost 20–45% of their top or bottom, or were cut in two by a page edge. Drawn in four faces that the glyph table
 * (made from Noto) has never seen, in sizes of 26–44 px, half of them blurred and noisy.
 *
 *   apt-get install fonts-arphic-uming fonts-arphic-ukai fonts-wqy-zenhei fonts-droid-fallback
 *   npx tsx test/generate/clipped-readings.ts
 *
 * About two minutes on one core; the same model and fonts give the same files.
 */
import { writeFileSync } from 'node:fs'
import { createCanvas, GlobalFonts } from '@napi-rs/canvas'
import { createPpocrNode } from '../../src/engines/ocr/ppocr-node.ts'
import type { PageImage } from '../../src/model/page-image.ts'
import { createRandom, type Random } from '../corpus/random.ts'
import { SLOTS } from '../stages/repair/slots.ts'

const FONTS = {
  UMing: '/usr/share/fonts/truetype/arphic/uming.ttc',
  UKai: '/usr/share/fonts/truetype/arphic/ukai.ttc',
  ZenHei: '/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc',
  Droid: '/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf',
}

interface Strip {
  /** Parts of the em that are cut off. */
  readonly top: number
  readonly bottom: number
}

for (const [family, path] of Object.entries(FONTS))
  if (GlobalFonts.registerFromPath(path, family) === null) throw new Error(`The font ${path} is not installed.`)

const engine = await createPpocrNode()
const clipped = ['slot\tlabel\tfont\tside\tclip\tseed\tread']
const cut = ['slot\tlabel\tfont\tcut\tseed\ttop\tbottom']
for (const [slot, labels] of Object.entries(SLOTS))
  for (const label of labels)
    for (const font of Object.keys(FONTS)) {
      for (const side of ['none', 'top', 'bottom'] as const)
        for (let seed = 1; seed <= (side === 'none' ? 1 : 4); seed++) {
          const random = createRandom(label, font, side, seed)
          const clip = side === 'none' ? 0 : 0.2 + 0.25 * random.next()
          const read = await readStrip(label, font, { top: 0, bottom: 0, [side]: clip }, random)
          clipped.push([slot, label, font, side, clip.toFixed(2), seed, read].join('\t'))
        }
      for (let seed = 1; seed <= 3; seed++) {
        const random = createRandom(label, font, 'cut', seed)
        const at = 0.35 + 0.3 * random.next()
        const top = await readStrip(label, font, { top: 0, bottom: 1 - at }, random)
        const bottom = await readStrip(label, font, { top: at, bottom: 0 }, random)
        cut.push([slot, label, font, at.toFixed(2), seed, top, bottom].join('\t'))
      }
    }
await engine.close()
write('clipped-labels.tsv', clipped)
write('cut-labels.tsv', cut)

async function readStrip(label: string, font: string, strip: Strip, random: Random): Promise<string> {
  const [reading] = await engine.readLines([drawStrip(label, font, strip, random)])
  return (reading?.text ?? '').replace(/\s/gu, '')
}

/** A label as the page edge left it; beyond the cut, half of the strips keep some white paper. */
function drawStrip(label: string, font: string, { top, bottom }: Strip, random: Random): PageImage {
  const size = random.pick([26, 32, 38, 44])
  const noise = random.chance(0.5) ? 60 : 0
  const blur = random.chance(0.5) ? 1.5 : 1
  const white = random.chance(0.5)
  const margin = Math.round(size * 0.15)
  const page = createCanvas(size * [...label].length + 2 * margin, size + 2 * margin)
  const pen = page.getContext('2d')
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, page.width, page.height)
  pen.fillStyle = '#000'
  pen.font = `${size}px "${font}"`
  pen.fillText(label, margin, margin + size * 0.86)
  const from = top > 0 ? Math.round(margin + size * top) : 0
  const to = bottom > 0 ? Math.round(margin + size * (1 - bottom)) : page.height
  const above = white && top > 0 ? margin : 0
  const below = white && bottom > 0 ? margin : 0
  const strip = createCanvas(Math.ceil(page.width / blur), Math.max(4, Math.ceil((to - from + above + below) / blur)))
  const out = strip.getContext('2d')
  out.fillStyle = '#fff'
  out.fillRect(0, 0, strip.width, strip.height)
  out.imageSmoothingQuality = 'high'
  out.drawImage(page, 0, from, page.width, to - from, 0, above / blur, page.width / blur, (to - from) / blur)
  const { data } = out.getImageData(0, 0, strip.width, strip.height)
  const grey = Uint8Array.from({ length: strip.width * strip.height }, (_, i) => {
    const grain = noise === 0 ? 0 : (random.next() + random.next() + random.next() - 1.5) * noise
    return Math.max(0, Math.min(255, Math.round((data[4 * i] ?? 255) + grain)))
  })
  return { width: strip.width, height: strip.height, channels: 1, dpi: 300, data: grey }
}

function write(name: string, lines: readonly string[]): void {
  writeFileSync(new URL(`../stages/repair/${name}`, import.meta.url), lines.map(line => `${line}\n`).join(''))
}
