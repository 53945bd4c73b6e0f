import { padText } from '../terminal/text-width.ts'
import type { TourPart } from './tour-part.ts'

const COMMANDS = [
  ['query --list', 'more questions, ready to be asked'],
  ['query "SELECT * FROM findings"', 'your own question; it can only read'],
  ['search 满意度', 'every form in which a word stands'],
  ['report findings --out findings.html', 'contradictions, as a page to read'],
  ['report corrections --out repairs.html', 'what was changed or proposed'],
  ['export --out forms.xlsx', 'everything (or .jsonl, .csv)'],
  ['ingest FOLDER --db my.db', 'your own documents'],
] as const

/** Where to go next. */
export function nextPart(db: string): TourPart {
  const width = Math.max(...COMMANDS.map(([command]) => command.length))
  const lines = COMMANDS.map(([command, purpose]) => `  ${padText(command, width)}  ${purpose}\n`)
  const text = `The database is ${db}. Type npx tabularium and then\n${lines.join('')}`
  return { title: 'Where to go next', text }
}
