import { Markup, markup } from './markup.ts'
import { STYLES } from './styles.ts'

export interface PageHead {
  readonly title: string
  /** One or two sentences: what the page shows and how to read it. */
  readonly intro: string
  /** Where the data come from, and from when. */
  readonly source: string
}

/** The figures at the top of a page. */
export interface Figure {
  readonly value: string
  readonly label: string
  readonly tone?: Tone
}

export type Tone = 'good' | 'warn' | 'bad' | 'info' | 'quiet'

/** A self-contained page: nothing is loaded from anywhere, the script only hides rows that do not match what is typed. */
export async function* toPage(head: PageHead, parts: AsyncIterable<Markup> | Iterable<Markup>): AsyncGenerator<string> {
  yield markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Tabularium">
<title>${head.title}</title>
<style>${new Markup(STYLES)}</style>
</head>
<body>
<header><h1>${head.title}</h1><p>${head.intro}</p><p class="source">${head.source}</p></header>
<main>
`.text
  for await (const part of parts) yield part.text
  yield `</main>\n<script>${SCRIPT}</script>\n</body>\n</html>\n`
}

export function figuresToMarkup(figures: readonly Figure[]): Markup {
  const cards = figures.map(
    ({ value, label, tone }) =>
      markup`<div class="figure ${value === '0' ? 'quiet' : (tone ?? 'quiet')}"><b>${value}</b><span>${label}</span></div>`,
  )
  return markup`<section class="figures">${cards}</section>\n`
}

/** The box that filters all rows and cards of the page. Without scripts it is not shown. */
export function filterBox(): Markup {
  return markup`<p class="filter" hidden><label>Show only what contains <input type="search" id="filter" placeholder="a name, rule, text …" autocomplete="off"></label> <span id="matches" aria-live="polite"></span></p>\n`
}

export function pill(text: string, tone: Tone): Markup {
  return markup`<span class="pill ${tone}">${text}</span>`
}

/** Text of the documents: fonts choose their characters by the language. */
export function chinese(text: string | null): Markup {
  return text === null || text === ''
    ? markup`<span class="none">–</span>`
    : markup`<span lang="zh-Hans">${text}</span>`
}

const SCRIPT = `
const box = document.getElementById('filter')
if (box) {
  box.closest('.filter').hidden = false
  const items = [...document.querySelectorAll('[data-item]')]
  const texts = items.map(item => item.textContent.toLowerCase())
  box.addEventListener('input', () => {
    const words = box.value.toLowerCase().split(/\\s+/).filter(Boolean)
    let shown = 0
    items.forEach((item, i) => {
      item.hidden = !words.every(word => texts[i].includes(word))
      if (!item.hidden) shown++
    })
    document.querySelectorAll('[data-group]').forEach(group => {
      group.hidden = !group.querySelector('[data-item]:not([hidden])')
      if (words.length && !group.hidden && group.tagName === 'DETAILS') group.open = true
    })
    document.getElementById('matches').textContent = words.length ? shown + ' of ' + items.length : ''
  })
}
`
