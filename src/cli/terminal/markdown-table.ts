import type { TextTable } from './text-table.ts'

/** The table in Markdown; what would end a cell is escaped. */
export function tableToMarkdown({ headings, rows, rightAligned }: TextTable): string {
  const line = (cells: readonly string[]) => `| ${cells.map(escaped).join(' | ')} |\n`
  const rule = headings.map((_, index) => (rightAligned?.has(index) ? '---:' : '---'))
  return `${line(headings)}| ${rule.join(' | ')} |\n${rows.map(line).join('')}`
}

function escaped(text: string): string {
  return text
    .replace(/[\\|`*_<>[\]]/gu, character => `\\${character}`)
    .replace(/\s+/gu, ' ')
    .trim()
}
