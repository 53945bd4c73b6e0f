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
import { GlobalFonts } from '@napi-rs/canvas'
import { createPpocrNode } from '../../src/engines/ocr/ppocr-node.ts'
import { createRandom, type Random } from '../corpus/random.ts'
import { SLOTS } from '../stages/repair/slots.ts'
import { drawStrip, type Strip } from './draw-strip.ts'

const FONTS = {
  UMing: '/usr/share/fonts/truetype/arphic/uming.ttc',
  UKai: '/usr/share/fonts/truetype/arphic/ukai.ttc',
  ZenHei: '/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc',
  Droid: '/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf',
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

function write(name: string, lines: readonly string[]): void {
  writeFileSync(new URL(`../stages/repair/${name}`, import.meta.url), lines.map(line => `${line}\n`).join(''))
}
