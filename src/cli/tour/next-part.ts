import { padText } from '../terminal/text-width.ts'
import type { TourPart } from './tour-part.ts'

const COMMANDS = [
  ['query --list', 'more questions that are ready to be asked'],
  ['query "SELECT project_name, budget_yuan FROM forms"', 'your own question in SQL; it can only read'],
  ['search 满意度', 'every form in which a word stands'],
  ['report findings --out findings.html', 'contradictions as a page to read'],
  ['report corrections --out corrections.html', 'what was changed or proposed, before and after'],
  ['export --out forms.xlsx', 'everything, for a spreadsheet (or .jsonl, .csv)'],
  ['ingest FOLDER --db my.db', 'your own documents'],
] as const

/** Where to go next. */
export function nextPart(db: string): TourPart {
  const width = Math.max(...COMMANDS.map(([command]) => command.length))
  const lines = COMMANDS.map(([command, purpose]) => `  npx tabularium ${padText(command, width)}  ${purpose}\n`)
  return { title: `Where to go next (the database is ${db})`, text: lines.join('') }
}
