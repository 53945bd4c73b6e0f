import { readFileSync } from 'node:fs'
import { GlobalFonts } from '@napi-rs/canvas'
import { createPpocrNode } from '../../src/engines/ocr/ppocr-node.ts'
import type { GlyphTable } from '../../src/forms/glyph-table.ts'
import type { Reading } from '../../src/model/reading.ts'
import { alignLabel, evidenceOfReading, mostGap } from '../../src/stages/repair/align-label.ts'
import { joinHalves } from '../../src/stages/repair/join-halves.ts'
import { repairLabel } from '../../src/stages/repair/repair-label.ts'
import { createRandom } from '../corpus/random.ts'
import type { Half } from '../corpus/split.ts'
import { drawStrip, type Strip } from '../generate/draw-strip.ts'
import { SLOTS } from '../stages/repair/slots.ts'

/** The halves share no face. */
const FACES: Readonly<Record<Half, Readonly<Record<string, string>>>> = {
  tuning: {
    UMing: '/usr/share/fonts/truetype/arphic/uming.ttc',
    UKai: '/usr/share/fonts/truetype/arphic/ukai.ttc',
    ZenHei: '/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc',
    KaitiM: '/usr/share/fonts/truetype/arphic-gkai00mp/gkai00mp.ttf',
  },
  test: {
    SungtiL: '/usr/share/fonts/truetype/arphic-gbsn00lp/gbsn00lp.ttf',
    MicroHei: '/usr/share/fonts/truetype/wqy/wqy-microhei.ttc',
    Droid: '/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf',
    WenKai: '/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf',
  },
}
const NAMES = new URL('../../pipelines/performance-goal/indicator-names.csv', import.meta.url)
/** Names with characters of labels in them are the ones that could be taken for labels. */
const LIKE_LABELS = /指标|满意度|效益|成本|数量|质量|时效|影响|服务对象/u

export interface LabelDamage {
  readonly half: Half
  /** What was drawn, and what was cut off. */
  readonly kind: string
  readonly count: number
  /** Read as it is. */
  readonly raw: number
  /** The best label is the right one: by its text, and by what the recogniser saw. */
  readonly rightByText: number
  readonly right: number
  readonly accepted: number
  readonly wrong: number
}

/** Labels and indicator names drawn whole, without 20–45% of their top or bottom, and cut in two, read by the recogniser and repaired. */
export async function runLabelDamage(half: Half, glyphs: GlyphTable, seeds: number): Promise<LabelDamage[]> {
  const faces = Object.keys(FACES[half])
  for (const face of faces)
    if (GlobalFonts.registerFromPath(FACES[half][face]!, face) === null) throw new Error(`The font ${face} is missing.`)
  const engine = await createPpocrNode()
  const tallies = new Map<string, LabelDamage>()
  const add = (kind: string, labels: readonly string[], label: string | null, looks: readonly Reading[]) => {
    const judged = repaired(looks, labels, glyphs)
    const before = tallies.get(kind) ?? {
      half,
      kind,
      ...{ count: 0, raw: 0, rightByText: 0, right: 0, accepted: 0, wrong: 0 },
    }
    tallies.set(kind, {
      ...before,
      count: before.count + 1,
      raw: before.raw + Number(looks.every(look => look.text === label)),
      rightByText: before.rightByText + Number(label !== null && judged.byText === label),
      right: before.right + Number(label !== null && judged.best === label),
      accepted: before.accepted + Number(judged.accepted !== null),
      wrong: before.wrong + Number(judged.accepted !== null && judged.accepted !== label),
    })
  }
  try {
    const read = async (text: string, face: string, strip: Strip, seed: number | string) =>
      (await engine.readLines([drawStrip(text, face, strip, createRandom(text, face, half, seed))]))[0]!
    const clipOf = (...keys: readonly (string | number)[]) => 0.2 + 0.25 * createRandom('clip', ...keys).next()
    for (const labels of Object.values(SLOTS))
      for (const label of labels)
        for (const face of faces) {
          add('label, whole', labels, label, [await read(label, face, { top: 0, bottom: 0 }, 'whole')])
          for (let seed = 1; seed <= seeds; seed++) {
            for (const side of ['top', 'bottom'] as const) {
              const strip = { top: 0, bottom: 0, [side]: clipOf(label, face, side, seed) }
              add(`label without its ${side}`, labels, label, [await read(label, face, strip, seed)])
            }
            const at = 0.35 + 0.3 * createRandom('cut', label, face, seed).next()
            const halves = [
              { top: 0, bottom: 1 - at },
              { top: at, bottom: 0 },
            ]
            const looks = [await read(label, face, halves[0]!, seed), await read(label, face, halves[1]!, seed)]
            add('label in two halves', labels, label, looks)
          }
        }
    for (const [index, name] of namesLikeLabels(half).entries()) {
      const face = faces[index % faces.length]!
      for (const side of ['none', 'top', 'bottom'] as const) {
        const strip = { top: 0, bottom: 0, ...(side === 'none' ? {} : { [side]: clipOf(name, face, side) }) }
        const look = await read(name, face, strip, side)
        for (const labels of [SLOTS.level1, SLOTS.level2])
          add(side === 'none' ? 'name, whole' : `name without its ${side}`, labels, null, [look])
      }
    }
  } finally {
    await engine.close()
  }
  return [...tallies.values()]
}

function repaired(looks: readonly Reading[], labels: readonly string[], glyphs: GlyphTable) {
  const [first, second] = looks
  const byText =
    second === undefined
      ? repairLabel(first!.text, labels, glyphs)
      : joinHalves(first!.text, second.text, labels, glyphs)
  const evidence = looks.map(evidenceOfReading).filter(each => each !== null)
  const aligned = evidence.length === looks.length ? alignLabel(evidence, labels, mostGap(labels)) : null
  return {
    byText: byText.label,
    best: aligned?.label ?? byText.label,
    accepted: aligned?.label ?? (byText.accepted ? byText.label : null),
  }
}

function namesLikeLabels(half: Half): string[] {
  const names = readFileSync(NAMES, 'utf8')
    .split('\n')
    .slice(1)
    .map(line => line.split(',')[1] ?? '')
    .filter(name => name.length > 2 && name.length <= 16 && LIKE_LABELS.test(name))
  const all = createRandom('names').shuffle([...new Set(names)])
  return all.filter((_, index) => index % 2 === (half === 'tuning' ? 0 : 1)).slice(0, 120)
}

export function labelDamageTable(rows: readonly LabelDamage[]): string {
  const share = (part: number, whole: number) => (part / whole).toFixed(4)
  const header = [
    'half',
    'drawn',
    'pictures',
    'read right',
    'best label right, by text',
    'by what was seen',
    'accepted',
    'wrongly',
  ]
  const lines = rows.map(({ half, kind, count, raw, rightByText, right, accepted, wrong }) => {
    const isName = kind.startsWith('name')
    const found = isName ? ['–', '–', '–'] : [raw, rightByText, right].map(part => share(part, count))
    return [half, kind, String(count), ...found, share(accepted, count), String(wrong)]
  })
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(header), line(header.map(() => '---')), ...lines.map(line)].join('\n')
}
