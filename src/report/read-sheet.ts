import Papa from 'papaparse'
import { unguardText } from './spreadsheet-guard.ts'

/** A sheet as a spreadsheet saved it: rows of exact texts; `broken` is the first row that is no CSV, from 1. */
export interface Sheet {
  readonly rows: ReadonlyArray<readonly string[]>
  readonly broken: { readonly row: number; readonly message: string } | null
}

/**
 * Reads CSV whatever spreadsheet saved it: with or without a byte order mark, separated by commas, semicolons or tabs, texts
 * with or without their guard. Blank rows stay, so that rows are counted as the spreadsheet counts them.
 */
export function readSheet(csv: string): Sheet {
  const text = csv.replace(/^\uFEFF/u, '')
  const { data, errors } = Papa.parse<string[]>(text, { delimiter: separatorOf(text), skipEmptyLines: false })
  const error = errors.find(({ type }) => type === 'Quotes')
  return {
    rows: data.map(row => row.map(unguardText)),
    broken: error === undefined ? null : { row: (error.row ?? 0) + 1, message: error.message },
  }
}

/** The separator of the first row: which one a spreadsheet writes depends on its country. */
function separatorOf(csv: string): string {
  const [header = ''] = csv.split(/\r?\n/u, 1)
  const counted = [',', ';', '\t'].map(separator => ({ separator, count: header.split(separator).length }))
  return counted.reduce((a, b) => (b.count > a.count ? b : a)).separator
}
