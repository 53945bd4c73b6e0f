import { readFileSync } from 'node:fs'
import { escapeHtml, formToHtml } from './form-to-html.ts'
import type { Look } from './look.ts'
import type { PrintableForm } from './printable-form.ts'

/** A document to print: forms in order, each with its look, and what stands before and between them. */
export interface PrintableDocument {
  readonly forms: readonly { readonly form: PrintableForm; readonly look: Look }[]
  /** Words of the cover page, largest first; none = no cover. */
  readonly cover?: readonly string[]
  /** Puts an empty page after the form with this index (from 0). */
  readonly blankPageAfter?: number
}

const paginateScript = readFileSync(new URL('./paginate.browser.js', import.meta.url), 'utf8')

/** The whole document as one HTML page for `Chromium.htmlToPdf`; `paginate()` in it must have run before printing. */
export function documentToHtml(document: PrintableDocument): string {
  const parts = document.forms.map(({ form, look }, index) => {
    const blank = document.blankPageAfter === index ? '<div class="sheet blank"></div>' : ''
    return `${scope(formToHtml(form, look), look, index)}${blank}`
  })
  const cover = document.cover === undefined ? '' : coverToHtml(document.cover)
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><style>${sharedStyle}</style><body>${cover}${parts.join('\n')}<script>${paginateScript}</script></body></html>`
}

/** CSS nesting keeps each form's look to itself. */
function scope(html: string, look: Look, index: number): string {
  const [width, height] = look.landscape ? [297, 210] : [210, 297]
  const data = [
    `data-pagination="${look.pagination}"`,
    `data-edge="${look.pageEdge}"`,
    `data-numbers="${look.pageNumbers}"`,
    `data-continuous="${look.continuous}"`,
    `data-width="${width}"`,
    `data-height="${height}"`,
    `data-margin="${look.marginMm.map(mm => mm.toFixed(2)).join(' ')}"`,
    `data-rule="${look.ruleWidthPt}"`,
  ].join(' ')
  return `<style>#f${index} { ${lookStyle(look)} } ${naturalPageStyle(look, index)}</style><article id="f${index}" ${data}>${html}</article>`
}

/** Natural pages leave margins and page numbers to the browser; clipped ones bring sheets of their own. */
function naturalPageStyle(look: Look, index: number): string {
  if (look.pagination === 'clipped') return ''
  const size = look.landscape ? '297mm 210mm' : '210mm 297mm'
  const margin = look.marginMm.map(mm => `${mm.toFixed(2)}mm`).join(' ')
  const text = { none: '', plain: '"— " counter(page) " —"', chinese: '"第 " counter(page) " 页"' }[look.pageNumbers]
  const number = text === '' ? '' : `@bottom-center { content: ${text}; font: 9pt "Noto Serif CJK SC"; }`
  // Forms that go on in the same page must share its name.
  const name = look.continuous ? `natural-${look.landscape ? 'wide' : 'tall'}` : `natural-${index}`
  const start = look.continuous ? '' : 'break-before: page;'
  return `@page ${name} { size: ${size}; margin: ${margin}; ${number} } #f${index} { page: ${name}; ${start} }`
}

function coverToHtml(words: readonly string[]): string {
  const [title = '', ...rest] = words
  const lines = rest.map(line => `<p>${escapeHtml(line)}</p>`).join('')
  return `<div class="sheet cover"><h1>${escapeHtml(title)}</h1>${lines}</div>`
}

function lookStyle(look: Look): string {
  const family = [look.latinFont, look.font, 'Noto Serif CJK SC'].filter(name => name !== '').map(name => `"${name}"`)
  const rule = `${look.ruleWidthPt}pt solid #000`
  return `
    font-family: ${family.join(', ')}; font-size: ${look.fontSizePt}pt;
    h1 { font-family: "${look.titleFont}", "Noto Sans CJK SC"; font-size: ${look.titleSizePt}pt; }
    td { border: ${rule}; padding: ${look.cellPaddingPt.toFixed(2)}pt 3pt; height: ${look.minRowHeightPt.toFixed(2)}pt; text-align: ${look.textAlign}; }
    td.label, td.narrow-label { text-align: center; font-weight: ${look.boldLabels ? 'bold' : 'normal'}; }
    td.amount { text-align: ${look.amountAlign}; }
    td:not([rowspan]) { break-inside: ${look.splitsRows ? 'auto' : 'avoid'}; }`
}

const sharedStyle = `
  html, body { margin: 0; padding: 0; color: #000; background: #fff; text-rendering: geometricPrecision; }
  table { width: 100%; border-collapse: collapse; table-layout: fixed; }
  td { vertical-align: middle; line-height: 1.3; word-break: break-all; box-sizing: border-box; }
  td.prose { text-align: left !important; text-indent: 2em; vertical-align: middle; }
  .form h1 { text-align: center; font-weight: bold; margin: 0 0 6pt; padding-top: 10pt; break-after: avoid; }
  .form .year { text-align: center; margin: 0 0 8pt; break-after: avoid; }
  .sheet { position: relative; overflow: hidden; box-sizing: border-box; break-inside: avoid; break-after: page; }
  .cover { width: 210mm; height: 296.5mm; padding-top: 75mm; text-align: center; font-family: "Noto Serif CJK SC"; page: a4; }
  .cover h1 { font-size: 24pt; margin: 0 15mm 110mm; line-height: 1.6; } .cover p { font-size: 15pt; }
  .blank { width: 210mm; height: 296.5mm; page: a4; }
  .window { position: absolute; overflow: hidden; }
  .number { position: absolute; left: 0; right: 0; text-align: center; font-family: "Noto Serif CJK SC"; font-size: 9pt; }
  @page a4 { size: 210mm 297mm; margin: 0; }
  @page wide { size: 297mm 210mm; margin: 0; }`
