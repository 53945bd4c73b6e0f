import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { differenceToMarkup } from '../../../src/report/html/difference.ts'
import { type Markup, markup } from '../../../src/report/html/markup.ts'

/** What a reader sees of markup. */
function seen({ text }: Markup): string {
  const characterByEntity: Record<string, string> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' }
  return text
    .replace(/<[^>]*>/gu, '')
    .replace(/&(lt|gt|quot|#39|amp);/gu, (_, name: string) => characterByEntity[name]!)
}

const texts = fc.string({ unit: fc.constantFrom('<', '>', '&', '"', "'", 'a', '指', '标', '=', '/') })

describe('markup', () => {
  it('shows every text as it is, and nothing in it is markup', () => {
    fc.assert(
      fc.property(texts, text => {
        const made = markup`<p title="${text}">${text}</p>`
        expect(made.text.match(/[<>]/gu)).toHaveLength(4)
        expect(seen(made)).toBe(text)
      }),
    )
  })

  it('leaves out what is absent, joins lists and takes markup as it is', () => {
    expect(markup`${null}${undefined}${false}${0}${[markup`<b>${'&'}</b>`, 'x']}`.text).toBe('0<b>&amp;</b>x')
  })

  it('makes characters visible that would turn the direction of writing or end the page', () => {
    expect(markup`${'a\u202eb\u0000c\nd'}`.text).toBe('a\ufffdb\ufffdc\nd')
  })
})

describe('difference', () => {
  it('shows both texts whole', () => {
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const difference = differenceToMarkup(before, after)
        expect(seen(difference.before)).toBe(before === '' ? '(nothing)' : before)
        expect(seen(difference.after)).toBe(after === '' ? '(nothing)' : after)
      }),
    )
  })

  it('marks what lies between the common beginning and end', () => {
    const { before, after } = differenceToMarkup('社会责任双星指标', '社会效益指标')
    expect(before.text).toContain('社会<del>责任双星</del>指标')
    expect(after.text).toContain('社会<ins>效益</ins>指标')
  })

  it('makes changed white space visible', () => {
    expect(differenceToMarkup('≥60.00 (%)', '≥60.00(%)').before.text).toContain('<del>␣</del>')
  })
})
