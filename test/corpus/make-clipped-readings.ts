/**
 * Makes clipped-readings.tsv beside this file: what PP-OCRv4 reads from labels whose top or bottom 15–50% a page edge took.
 * Faces, cuts and sizes are others than those of test/generate/clipped-readings.ts, so that repair is measured on readings it
 * was not tuned on. Right readings are left out.
 *
 *   apt-get install fonts-lxgw-wenkai fonts-noto-cjk && npx tsx test/corpus/make-clipped-readings.ts
 */
import { writeFileSync } from 'node:fs'
import { createCanvas, GlobalFonts } from '@napi-rs/canvas'
import { createPpocrNode } from '../../src/engines/ocr/ppocr-node.ts'
import type { PageImage } from '../../src/model/page-image.ts'
import { createRandom, type Random } from './random.ts'

const LABELS = [
  ...['成本指标', '产出指标', '效益指标', '满意度指标', '经济成本指标', '社会成本指标', '生态环境成本指标'],
  ...['数量指标', '质量指标', '时效指标', '经济效益指标', '社会效益指标', '生态效益指标', '环境效益指标'],
  ...['可持续影响指标', '服务对象满意度指标', '社会公众或服务对象满意度指标'],
]
const FACES = {
  WenKai: '/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf',
  Serif: '/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc',
}
const SEEDS = 24

for (const [family, path] of Object.entries(FACES))
  if (GlobalFonts.registerFromPath(path, family) === null) throw new Error(`The font ${path} is not installed.`)

const engine = await createPpocrNode()
const lines = ['label\treading']
for (const label of LABELS) {
  const readings = new Set<string>()
  for (const face of Object.keys(FACES))
    for (const side of ['top', 'bottom'] as const)
      for (let seed = 1; seed <= SEEDS; seed++) {
        const [reading] = await engine.readLines([
          clippedLine(label, face, side, createRandom(label, face, side, seed)),
        ])
        readings.add((reading?.text ?? '').replace(/\s/gu, ''))
      }
  for (const reading of [...readings].sort())
    if (reading.length > 1 && !LABELS.includes(reading)) lines.push(`${label}\t${reading}`)
}
await engine.close()
writeFileSync(new URL('./clipped-readings.tsv', import.meta.url), `${lines.join('\n')}\n`)

/** Black on white, one line high, without the clipped part. */
function clippedLine(label: string, face: string, side: 'top' | 'bottom', random: Random): PageImage {
  const size = random.pick([30, 36, 42])
  const margin = Math.round(size * 0.12)
  const clip = Math.round(size * (0.15 + 0.35 * random.next()))
  const width = size * label.length + 2 * margin
  const height = size + 2 * margin
  const canvas = createCanvas(width, height)
  const pen = canvas.getContext('2d')
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, width, height)
  pen.fillStyle = '#000'
  pen.font = `${size}px "${face}"`
  pen.fillText(label, margin, margin + size * 0.87)
  const left = height - margin - clip
  const { data } = pen.getImageData(0, side === 'top' ? margin + clip : 0, width, left)
  const grey = Uint8Array.from({ length: width * left }, (_, i) => data[4 * i] ?? 255)
  return { width, height: left, channels: 1, dpi: 300, data: grey }
}
