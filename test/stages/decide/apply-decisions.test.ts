import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { loadFormLibrary } from '../../../src/forms/form-library.ts'
import type { FormRecord } from '../../../src/model/form-record.ts'
import { valueAt } from '../../../src/model/form-values.ts'
import type { Cell, PageReading } from '../../../src/model/page-reading.ts'
import type { ReviewDecision, Verdict } from '../../../src/model/review-decision.ts'
import { pagesToForms } from '../../../src/pipeline/pages-to-forms.ts'
import { textToPage } from '../../../src/stages/open-text/text-to-page.ts'

const SEED = fileURLToPath(new URL('../../../samples/minhang-2024.txt', import.meta.url))
const SEED_TEXT = readFileSync(SEED, 'utf8')
const pages = [textToPage(SEED_TEXT)]
const library = loadFormLibrary()
const context = { library, form: 'auto', reviewBelow: 0.9 }
const undecided = pagesToForms(pages, context).forms

function decision(
  sequence: number,
  path: string,
  before: string,
  verdict: Verdict,
  text: string | null = null,
): ReviewDecision {
  const found = undecided[sequence - 1]!.corrections.find(entry => entry.path === path && entry.before === before)
  const key = { sha256: 'x', sequence, path, before }
  return { ...key, verdict, text, correction: found ?? null, actor: 'Li', decidedAt: '2026-01-02T03:04:05.000Z' }
}

function decided(decisions: readonly ReviewDecision[], revoked: readonly string[] = []): readonly FormRecord[] {
  const revocations = revoked.map(rule => ({ rule, actor: 'Wang', revokedAt: '2026-02-03T04:05:06.000Z' }))
  return pagesToForms(pages, { ...context, revocations }, decisions).forms
}

/** The seed with a text that a recogniser was not sure of, in place of a name: for one of its characters it saw another one too. */
function seenAs(text: string, char: string, other: string): PageReading {
  const page = textToPage(SEED_TEXT.replace('运维护容完成数', text))
  const doubtful = (cell: Cell): Cell => {
    if (cell.reading.text !== text) return cell
    const others = [{ char: other, probability: 0.3 }]
    const chars = [...text].map(read => ({ char: read, probability: 0.5, alternatives: read === char ? others : [] }))
    const pixels = { x: 0, y: 0, width: 100, height: 20 }
    const reading = { ...cell.reading, engine: 'ppocr-v4', confidence: 0.3, chars }
    return { ...cell, reading, place: { ...cell.place, pixels } }
  }
  const blocks = page.blocks.map(block =>
    block.kind === 'table' ? { ...block, cells: block.cells.map(doubtful) } : block,
  )
  return { ...page, blocks }
}

const entryAt = (form: FormRecord, path: string) => form.corrections.filter(entry => entry.path === path)

describe('a decision', () => {
  it('accepted: the proposal becomes the value, and bears who and when', () => {
    const form = decided([decision(12, 'indicators[1].level3', '运维护容', 'accepted')])[11]!
    expect(form.indicators[1]?.level3).toBe('运维扩容完成数')
    expect(form.indicators[4]?.level3).toBe('运维护容验收合格数')
    expect(entryAt(form, 'indicators[1].level3')).toMatchObject([
      { decision: 'accepted', method: 'dictionary', decided: { by: 'Li', at: '2026-01-02T03:04:05.000Z' } },
    ])
  })

  it('rejected: a proposal changes nothing, what was applied is put back as it was read', () => {
    const forms = decided([
      decision(12, 'indicators[1].level3', '运维护容', 'rejected'),
      decision(1, 'indicators[6].level2', '仁云双益指标', 'rejected'),
      decision(1, 'indicators[7].value', '≥60.00 (%)', 'rejected'),
    ])
    expect(forms[11]?.indicators[1]?.level3).toBe('运维护容完成数')
    expect(forms[0]?.indicators[6]?.level2).toBe('仁云双益指标')
    expect(forms[0]?.indicators[7]?.level2).toBe('社会效益指标')
    expect(forms[0]?.indicators[7]?.value).toMatchObject({ text: '≥60.00 (%)', number: '60', unit: '%' })
    expect(entryAt(forms[0]!, 'indicators[6].level2')).toMatchObject([{ decision: 'rejected' }])
  })

  it('edited: the person’s text, its format repaired and its parts typed; findings follow', () => {
    const before = '≤100.00(万元)'
    const forms = decided([decision(12, 'indicators[0].value', before, 'edited', '≤ 2664.135（万元） ')])
    const { value } = forms[11]!.indicators[0]!
    expect(value).toMatchObject({ text: '≤2664.135（万元）', number: '2664.135', baseNumber: '26641350' })
    expect(forms[11]?.findings.filter(({ rule }) => rule === 'cost-target-vs-budget')).toEqual([])
    expect(entryAt(forms[11]!, 'indicators[0].value')).toMatchObject([
      { method: 'review', rule: 'review/edited', before, after: '≤2664.135（万元）', decision: 'accepted' },
    ])
  })

  it('edited: amounts and dates by the text that was read; what is none is flagged', () => {
    const read = (path: string) => undecided[11]!.provenance.find(origin => origin.path === path)!.raw
    const forms = decided([
      decision(12, 'funds.totalAnnual', read('funds.totalAnnual'), 'edited', '26,641,351.00'),
      decision(12, 'plannedEnd', read('plannedEnd'), 'edited', '2025年6月30日'),
      decision(12, 'plannedStart', read('plannedStart'), 'edited', 'soon'),
    ])
    expect(forms[11]?.fields).toMatchObject({
      'funds.totalAnnual': '26641351.00',
      plannedEnd: '2025-06-30',
      plannedStart: null,
    })
    expect(forms[11]?.review.map(({ path }) => path)).toContain('plannedStart')
  })

  it('edited instead of a rule: the rule’s own answer stays among the candidates', () => {
    const path = 'indicators[6].level2'
    const forms = decided([decision(1, path, '仁云双益指标', 'edited', '经济效益 指标')])
    expect(forms[0]?.indicators[6]?.level2).toBe('经济效益指标')
    const [entry] = entryAt(forms[0]!, path)
    expect(entry).toMatchObject({ rule: 'label/glyph', method: 'review', decision: 'accepted', after: '经济效益指标' })
    expect(entry?.candidates.map(({ text }) => text)).toContain('社会效益指标')
  })

  it('about a whole value closes its question; about a wording in it does not', () => {
    const path = 'indicators[6].level2'
    expect(undecided[0]?.review.map(flag => flag.path)).toContain(path)
    const forms = decided([decision(1, path, '仁云双益指标', 'accepted')])
    expect(forms[0]?.review.map(flag => flag.path)).not.toContain(path)
  })

  it('about a whole value makes it sure; about a wording it leaves the rest as it was read', () => {
    const printed = '系统峻工 验收率'
    const path = 'indicators[1].level3'
    const doubtful = [seenAs(printed, '峻', '竣')]
    const machine = pagesToForms(doubtful, context).forms[11]!
    const decidedOn = (before: string, verdict: Verdict, text: string | null = null) =>
      pagesToForms(doubtful, context, [decision(12, path, before, verdict, text)]).forms[11]!
    const origin = (form: FormRecord) => form.provenance.find(o => o.path === path)!
    const { confidence } = machine.indicators[1]!
    expect(confidence).toBeLessThan(0.9)
    expect(decidedOn('峻工验收', 'edited', '竣工验收').indicators[1]).toMatchObject({
      level3: '系统竣工验收率',
      confidence,
    })
    const edited = decidedOn(printed, 'edited', '系统竣工验收率')
    expect(edited.indicators[1]).toMatchObject({ level3: '系统竣工验收率', confidence: 1 })
    expect(origin(edited)).toEqual({ ...origin(machine), confidence: 1 })
  })

  it('about a text that does not stand there changes nothing', () => {
    const stale = [
      decision(12, 'indicators[1].level3', '没有的字', 'edited', '别的'),
      decision(12, 'indicators[99].level3', '运维护容', 'accepted'),
      decision(12, 'colour', '', 'edited', '红'),
    ]
    expect(decided(stale)).toEqual(undecided)
  })

  it('outlives its rule', () => {
    const accepted = decision(12, 'indicators[1].level3', '运维护容', 'accepted')
    const poorer = {
      ...library,
      families: library.families.map(f => ({ ...f, dictionary: { entries: [], find: () => [] } })),
    }
    const form = pagesToForms(pages, { ...context, library: poorer }, [accepted]).forms[11]!
    expect(form.indicators[1]?.level3).toBe('运维扩容完成数')
    expect(entryAt(form, 'indicators[1].level3')).toMatchObject([{ rule: 'dictionary/运维护容', decision: 'accepted' }])
  })
})

describe('where two rules speak about one text', () => {
  const printed = '系统峻工 验收率'
  const path = 'indicators[1].level3'
  const seen = [seenAs(printed, '峻', '竣')]

  const forms = (decisions: readonly ReviewDecision[] = []) => pagesToForms(seen, context, decisions).forms[11]!
  const about = (rule: string, verdict: Verdict, text: string | null = null): ReviewDecision => {
    const correction = entryAt(forms(), path).find(entry => entry.rule === rule) ?? null
    return { ...decision(12, path, printed, verdict, text), correction }
  }

  it('a decision about one leaves the other alone', () => {
    const states = (form: FormRecord) =>
      entryAt(form, path).flatMap(entry => (entry.before === printed ? [[entry.rule, entry.decision]] : []))
    expect(states(forms())).toEqual([
      ['posterior/characters', 'proposed'],
      ['format/clean', 'applied'],
    ])
    expect(states(forms([about('posterior/characters', 'rejected')]))).toEqual([
      ['posterior/characters', 'rejected'],
      ['format/clean', 'applied'],
    ])
    const back = forms([about('format/clean', 'rejected')])
    expect(states(back)).toEqual([
      ['posterior/characters', 'proposed'],
      ['format/clean', 'rejected'],
    ])
    expect(back.indicators[1]?.level3).toBe(printed)
  })

  it('a decision whose rule is gone holds in place of what other rules make of its text', () => {
    const gone = (decided: ReviewDecision) => {
      const correction = { ...decided.correction!, rule: 'gone', after: '系统竣工验收合格率' }
      return forms([{ ...decided, correction }])
    }
    expect(gone(about('format/clean', 'accepted')).indicators[1]?.level3).toBe('系统竣工验收合格率')
    expect(gone(about('format/clean', 'edited', '验收率')).indicators[1]?.level3).toBe('验收率')
    expect(entryAt(gone(about('format/clean', 'rejected')), path)).toEqual(entryAt(forms(), path))
  })
})

it('a choice that a person makes is flagged where it is none of the form’s', () => {
  const read = (text: string) => decision(1, 'projectNature', undecided[0]!.fields.projectNature!, 'edited', text)
  const flagged = (text: string) => decided([read(text)])[0]!.review.map(flag => flag.path)
  expect(flagged('一次性项目')).not.toContain('projectNature')
  expect(flagged('别的项目')).toContain('projectNature')
})

describe('a revoked rule', () => {
  it('puts back what it applied, in the name of who revoked it, but for what a person accepted', () => {
    const forms = decided([decision(1, 'indicators[7].level2', '仁云双益指标', 'accepted')], ['label/glyph'])
    expect(valueAt(forms[0]!, 'indicators[6].level2')).toBe('仁云双益指标')
    expect(valueAt(forms[0]!, 'indicators[7].level2')).toBe('社会效益指标')
    expect(entryAt(forms[0]!, 'indicators[6].level2')).toMatchObject([
      { decision: 'rejected', decided: { by: 'Wang' } },
    ])
  })

  it('leaves nothing silent: what it had repaired is for a person to see, and is worth as little as it was read', () => {
    const misread = [textToPage(SEED_TEXT.replace('特定目标类', '特定日标类').replace('数量指标', '数董指标'))]
    const rules = ['label/glyph', 'choice/glyph']
    const revocations = rules.map(rule => ({ rule, actor: 'Wang', revokedAt: '2026-02-03T04:05:06.000Z' }))
    const [before, after] = [[], revocations].map(own => pagesToForms(misread, { ...context, revocations: own }).forms)
    let undone = 0
    for (const [index, form] of before!.entries())
      for (const { path, before: read, after: meant, rule, score } of form.corrections) {
        const now = after![index]!
        if (!rules.includes(rule) || valueAt(now, path) === meant) continue
        undone += 1
        expect(now.review.find(flag => flag.path === path)?.reason).toContain(`${rule} is revoked`)
        expect(now.provenance.find(origin => origin.path === path)?.confidence ?? 0).toBeLessThanOrEqual(1 - score)
        expect(valueAt(now, path)).toBe(read)
      }
    expect(undone).toBeGreaterThan(2)
    expect(after![0]?.fields.projectCategory).toBe('特定日标类')
    expect(after![0]?.review.find(({ path }) => path === 'projectCategory')?.reason).toContain('is none of 特定目标类')
  })

  it('asks nothing of what a person decided, and takes no confidence for a change of width', () => {
    const path = 'indicators[7].value'
    const revoked = decided([], ['format/clean'])[0]!
    expect(revoked.indicators[7]).toMatchObject({ value: { text: '≥60.00 (%)' }, confidence: 1 })
    expect(revoked.review.map(flag => flag.path)).toContain(path)
    const settled = decided([decision(1, path, '≥60.00 (%)', 'rejected')], ['format/clean'])[0]!
    expect(settled.review.map(flag => flag.path)).not.toContain(path)
  })
})
