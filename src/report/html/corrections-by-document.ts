import type { Correction, Decision } from '../../model/correction.ts'
import type { CorrectionOfForm, StoreReader } from '../../store/store.ts'
import { otherReadings } from '../other-readings.ts'
import { differenceToMarkup } from './difference.ts'
import { type Markup, markup } from './markup.ts'
import { chinese, pill, type Tone } from './page.ts'
import { plural } from './words.ts'

/**
 * Pictures of the cells that corrections of one document are about, in their order, as data URIs; null where there is none.
 */
export type CellPictures = (corrections: readonly CorrectionOfForm[]) => Promise<ReadonlyArray<string | null>>

const TONE_BY_DECISION: Readonly<Record<Decision, Tone>> = {
  applied: 'good',
  proposed: 'warn',
  accepted: 'good',
  rejected: 'quiet',
}

/** A page with more rows than this would be no page, and one with more pictures than this no file to hand on. */
const MOST_ROWS = 5_000
const MOST_PICTURES = 400

/** Corrections document by document, each with its place and, where there is one, the picture of its cell. */
export async function* correctionsByDocument(
  reader: StoreReader,
  pictures: CellPictures | undefined,
): AsyncGenerator<Markup> {
  let document: CorrectionOfForm[] = []
  let rows = 0
  let room = pictures === undefined ? 0 : MOST_PICTURES
  let lacksPictures = false
  const end = async () => {
    const shown = document.slice(0, room)
    lacksPictures ||= pictures !== undefined && shown.length < document.length
    const cells = pictures === undefined || shown.length === 0 ? [] : await pictures(shown)
    room -= cells.filter(cell => cell !== null).length
    return documentToMarkup(document, cells)
  }
  for await (const row of reader.corrections()) {
    if (document[0] && document[0].document.sha256 !== row.document.sha256) {
      yield await end()
      document = []
    }
    rows += 1
    if (rows > MOST_ROWS) break
    document.push(row)
  }
  yield await end()
  if (rows > MOST_ROWS) yield cutNote('rows')
  if (lacksPictures) yield picturesNote()
}

function documentToMarkup(rows: readonly CorrectionOfForm[], cells: ReadonlyArray<string | null>): Markup {
  const [first] = rows
  if (!first) return markup``
  const hasPictures = cells.some(cell => cell !== null)
  const heading = hasPictures && markup`<th>Picture</th>`
  const readings = rows.map(({ correction }) => otherReadings(correction))
  const hasOthers = readings.some(reading => reading !== null)
  const other = hasOthers && markup`<th>Other readings</th>`
  const lines = rows.map((row, index) =>
    rowToMarkup(row, hasPictures ? (cells[index] ?? '') : null, hasOthers ? (readings[index] ?? '') : null),
  )
  return markup`<details data-group><summary>${chinese(first.document.file)}<span class="soft">${plural(rows.length, 'correction')}</span></summary>
<div class="sheet"><table><thead><tr><th>Form</th><th>Value</th>${heading}<th>Read</th><th>Taken as</th>${other}<th>Decision</th><th>Rule</th><th>Place</th></tr></thead><tbody>
${lines}</tbody></table></div></details>\n`
}

/** `picture` and `other`: null for a table without such a column, '' for a row that has none. */
function rowToMarkup({ form, correction }: CorrectionOfForm, picture: string | null, other: string | null): Markup {
  const { before, after } = differenceToMarkup(correction.before, correction.after)
  const image = picture ? markup`<img class="cell" alt="the cell as scanned" src="${picture}">` : markup``
  const cell = picture !== null && markup`<td>${image}</td>`
  const readings = other !== null && markup`<td class="soft">${chinese(other)}</td>`
  return markup`<tr data-item><td>${form.sequence}. ${chinese(form.projectName)}</td><td><code>${correction.path}</code></td>${cell}<td class="text">${before}</td><td class="text">${after}</td>${readings}<td>${decisionPill(correction)}</td><td class="soft">${correction.rule}</td><td class="soft tight">${placeText(correction)}</td></tr>\n`
}

/** The decision, and who made it where a person did. */
export function decisionPill({ decision, decided }: Correction): Markup {
  const by = decided !== undefined && markup` <span class="soft">${decided.by}, ${decided.at.slice(0, 10)}</span>`
  return markup`${pill(decision, TONE_BY_DECISION[decision])}${by}`
}

function placeText({ place }: Correction): string {
  if (place === null) return ''
  return place.line === null ? `page ${place.page}` : `line ${place.line}, cell ${place.column}`
}

function picturesNote(): Markup {
  return markup`<p class="soft">Only the first ${MOST_PICTURES} pictures are on this page. That of any value: <code>tabularium show FORM PATH --crop cell.png</code></p>\n`
}

export function cutNote(what: string): Markup {
  return markup`<p class="soft">There are more ${what} than a page can hold. All of them: <code>tabularium report corrections --out corrections.csv</code></p>\n`
}
