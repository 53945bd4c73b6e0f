// Runs in the page before printing. Cuts `clipped` forms into sheets like a strip of paper: each sheet is a window on the whole strip,
// cut between two rows, so that a label centred in a merged cell may be cut through its middle.

const pxPerMm = 96 / 25.4
const pxPerPt = 96 / 72

function paginate() {
  for (const strip of strips()) cutStrip(strip)
}

/** Runs of clipped forms that share one strip: a form marked continuous goes on where the one before it ended. */
function strips() {
  const found = []
  let previous = null
  for (const element of document.querySelectorAll('body > article, body > .blank')) {
    if (!element.matches('article[data-pagination="clipped"]')) {
      previous = null
      continue
    }
    const joins = previous !== null && element.dataset.continuous === 'true' && element.dataset.width === previous.dataset.width
    if (joins) found.at(-1).push(element)
    else found.push([element])
    previous = element
  }
  return found
}

function cutStrip(articles) {
  const { width, height, margin, edge, rule, numbers } = articles[0].dataset
  const [top, right, bottom, left] = margin.split(' ').map(mm => Number(mm) * pxPerMm)
  const strip = document.createElement('div')
  strip.style.width = `${Number(width) * pxPerMm - left - right}px`
  articles[0].before(strip)
  strip.append(...articles)

  const origin = strip.getBoundingClientRect().top
  const rows = [...strip.querySelectorAll('tr')].map(row => row.getBoundingClientRect().bottom - origin)
  const starts = articles.slice(1).map(article => article.getBoundingClientRect().top - origin)
  const end = strip.getBoundingClientRect().height
  const breaks = [...rows, ...starts, end].sort((a, b) => a - b)
  const room = Number(height) * pxPerMm - top - bottom
  const half = (Number(rule) * pxPerPt) / 2 + 0.5

  let from = 0
  for (let number = 1; from < end - 1; number++) {
    const to = breaks.filter(y => y > from + 1 && y <= from + room).at(-1) ?? Math.min(end, from + room)
    // A closed edge shows the rule on both sheets, an open one on neither.
    const reach = edge === 'closed' ? half : -half
    const first = from === 0 ? 0 : from - reach
    const last = to >= end - 1 ? end + 2 : to + reach
    const sheet = document.createElement('div')
    sheet.className = 'sheet'
    sheet.style.cssText = `width:${width}mm;height:${Number(height) - 0.1}mm;page:${Number(width) > Number(height) ? 'wide' : 'a4'}`
    const view = document.createElement('div')
    view.className = 'window'
    view.style.cssText = `left:${left - 2}px;top:${top}px;width:${Number(width) * pxPerMm - left - right + 4}px;height:${last - first}px`
    const copy = strip.cloneNode(true)
    copy.style.cssText += `;margin-left:2px;margin-top:${-first}px`
    view.append(copy)
    sheet.append(view)
    if (numbers !== 'none') sheet.append(pageNumber(number, numbers, bottom))
    strip.before(sheet)
    from = to
  }
  strip.remove()
}

function pageNumber(number, style, bottomPx) {
  const line = document.createElement('div')
  line.className = 'number'
  line.style.bottom = `${bottomPx / 2}px`
  line.textContent = style === 'chinese' ? `第 ${number} 页` : `— ${number} —`
  return line
}
