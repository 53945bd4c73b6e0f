/**
 * Makes pipelines/shared/glyphs.tsv: how alike the characters of the forms' labels look to every character that the
 * recogniser can print, whole and with their top or bottom cut off.
 *
 *   apt-get install fonts-noto-cjk && npx tsx test/generate/glyph-table.ts [SERIF.ttc SANS.ttc]
 *
 * A character's similarity is the best over both faces and over clips of 10–45% (see glyph-features.ts for the measure,
 * which was chosen on real PP-OCR misreadings of clipped labels in four other fonts). The fonts are not in the repo.
 * About three minutes on one core; the same fonts give the same file.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { GlobalFonts } from '@napi-rs/canvas'
import { readPpocrSymbols } from '../../src/engines/ocr/ppocr-models.ts'
import { type Clip, describeGlyph, dot, drawGlyph } from './glyph-features.ts'

const FONTS = [
  '/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc',
  '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc',
]
const PARTS = [0.1, 0.2, 0.3, 0.35, 0.4, 0.45]
const CLIPS: readonly Clip[] = [
  { side: 'none', part: 0 },
  ...PARTS.map(part => ({ side: 'top' as const, part })),
  ...PARTS.map(part => ({ side: 'bottom' as const, part })),
]
const SIDES = ['none', 'top', 'bottom'] as const

/** Likeness at which similarity begins to count; unrelated characters reach about .3, one pair in twenty .5. */
const LIKENESS_OF_STRANGERS = 0.45
/** At most so many neighbours for each character and clip. */
const MOST_NEIGHBOURS = 200
/** Similarity is kept in steps of so many percent, and is never that of the same character. */
const STEP = 5
const MOST_PERCENT = 95

/** Labels of form families that have no folder in pipelines/ yet (DOMAIN.md), and words of other editions of the form. */
const FURTHER_LABELS = `
投入指标 过程指标 决策指标 效果指标 履职效能指标 产出进度指标 投入管理指标 影响力指标 管理效率指标 可持续发展指标
社会公众满意度指标 受益对象满意度指标 新增性项目 延续性项目 公用经费类 四级指标 指标性质 指标值 目标值 度量单位 计量单位 权重
指标方向性 正向 反向 定量 定性 越高越好 越低越好 实际完成值 分值 得分 偏差原因分析及改进措施 全年执行数 预算数 执行率 执行情况
自评 评价 起止时间 开始时间 结束时间 万元 立项依据 项目概况 设立 必要性 保证制度 措施 填报人 联系电话 负责人 中期 长期 备注
说明 编码 代码 上级 自有 部门`

const here = dirname(fileURLToPath(import.meta.url))
const pipelines = join(here, '../../pipelines')

const printable = readPpocrSymbols().filter(symbol => symbol.trim() !== '')
const lines = glyphLines(vocabulary(), printable)
const file = join(pipelines, 'shared/glyphs.tsv')
writeFileSync(file, lines.map(line => `${line}\n`).join(''))
process.stderr.write(`${file}: ${lines.length} lines\n`)

/** Every Chinese character of the form definitions and of the further labels, in order of code point. */
function vocabulary(): string[] {
  const forms = readdirSync(pipelines, { withFileTypes: true })
    .filter(entry => entry.isDirectory() && entry.name !== 'shared')
    .map(entry => readFileSync(join(pipelines, entry.name, 'form.yaml'), 'utf8'))
  const text = [...forms, FURTHER_LABELS].join('')
  return [...new Set(text.match(/\p{Script=Han}/gu))].sort()
}

function glyphLines(labels: readonly string[], prints: readonly string[]): string[] {
  const likeness = compare(labels, prints)
  return [
    '# Likeness of clipped label characters (column 1) to the characters an OCR engine can print (column 4), in percent.',
    '# clip: none = whole, top / bottom = 10-45% of that side cut off. Faces: Noto Serif CJK and Noto Sans CJK (SIL OFL 1.1).',
    '# Made by: npx tsx test/generate/glyph-table.ts. Do not edit by hand.',
    'character\tclip\tsimilarity\tneighbours',
    ...labels.flatMap(label => neighbourLines(label, prints, likeness.get(label)!)),
  ]
}

type Likeness = Record<(typeof SIDES)[number], Float32Array>

/** The highest likeness of each label character to each printed one, by the side of the clip. */
function compare(labels: readonly string[], prints: readonly string[]): Map<string, Likeness> {
  const none = () => new Float32Array(prints.length)
  const likeness = new Map(labels.map(label => [label, { none: none(), top: none(), bottom: none() }]))
  for (const [index, path] of (process.argv.length > 2 ? process.argv.slice(2) : FONTS).entries()) {
    const family = `glyphs-${index}`
    if (GlobalFonts.registerFromPath(path, family) === null)
      throw new Error(`The font ${path} cannot be read. Install Debian's fonts-noto-cjk or name two fonts.`)
    const whole = prints.map(character => describeGlyph(drawGlyph(character, family), { side: 'none', part: 0 }))
    for (const [label, best] of likeness) {
      const glyph = drawGlyph(label, family)
      for (const clip of CLIPS) {
        const clipped = describeGlyph(glyph, clip)
        const row = best[clip.side]
        for (const [k, other] of whole.entries()) row[k] = Math.max(row[k] ?? 0, dot(clipped, other))
      }
    }
  }
  return likeness
}

/** One line for each clip and step of similarity; a neighbour is repeated under a clip only where the clip brings it nearer. */
function neighbourLines(label: string, prints: readonly string[], likeness: Likeness): string[] {
  const unclipped = new Map<string, number>()
  return SIDES.flatMap(side => {
    const row = likeness[side]
    const floor = Math.max(LIKENESS_OF_STRANGERS, [...row].sort((a, b) => b - a)[MOST_NEIGHBOURS] ?? 0)
    const neighbours = new Map<number, string>()
    for (const [k, print] of prints.entries()) {
      const value = row[k] ?? 0
      if (value <= floor || print === label) continue
      const share = (value - LIKENESS_OF_STRANGERS) / (1 - LIKENESS_OF_STRANGERS)
      const percent = Math.min(MOST_PERCENT, Math.round((share * 100) / STEP) * STEP)
      if (percent <= (unclipped.get(print) ?? 0)) continue
      if (side === 'none') unclipped.set(print, percent)
      neighbours.set(percent, (neighbours.get(percent) ?? '') + print)
    }
    return [...neighbours].sort(([a], [b]) => b - a).map(([percent, found]) => [label, side, percent, found].join('\t'))
  })
}
