import { existsSync } from 'node:fs'
import { resolveSettings } from '../../app/config.ts'
import { type FormFamily, type FormLibrary, loadFormLibrary } from '../../forms/form-library.ts'
import { loadNamedQueries } from '../../query/named-queries.ts'
import type { FormsOptions } from '../commands/forms.ts'
import { styled } from '../terminal/style.ts'
import { tableToText } from '../terminal/text-table.ts'
import { wrongUsage } from '../wrong-usage.ts'

function libraryOf(options: FormsOptions, folder = options.pipelines): FormLibrary {
  return loadFormLibrary(resolveSettings({ pipelines: folder }).pipelines)
}

export function listForms(options: FormsOptions): void {
  const { families } = libraryOf(options)
  if (options.json) {
    process.stdout.write(`${JSON.stringify(families.map(({ definition }) => definition))}\n`)
    return
  }
  const rows = families.map(({ definition, dictionary }) => [
    definition.id,
    definition.name,
    String(definition.version),
    String(definition.titles.length),
    String(definition.fields.length),
    String(definition.levels.reduce((sum, level) => sum + level.children.length, definition.levels.length)),
    String(definition.checks.length),
    String(dictionary.entries.length),
  ])
  const headings = ['id', 'name', 'version', 'titles', 'fields', 'labels', 'checks', 'dictionary']
  const width = process.stdout.isTTY ? process.stdout.columns : null
  process.stdout.write(tableToText({ headings, rows, rightAligned: new Set([2, 3, 4, 5, 6, 7]) }, width))
}

export function showFormFamily(id: string, options: FormsOptions): void {
  const { families } = libraryOf(options)
  const family = families.find(({ definition }) => definition.id === id)
  if (family === undefined)
    throw wrongUsage(
      `There is no form family "${id}".`,
      `There are: ${families.map(({ definition }) => definition.id).join(', ')}.`,
    )
  process.stdout.write(options.json ? `${JSON.stringify(family.definition)}\n` : familyToText(family))
}

function familyToText({ definition, queries }: FormFamily): string {
  const { id, version, name, description, titles, fields, levels, checks } = definition
  const heading = (text: string) => `\n${styled('bold', text)}\n`
  const fieldRows = fields.map(({ path, kind, label, aliases, required }) => [
    path,
    kind,
    [label, ...aliases].join(' / '),
    required ? 'required' : '',
  ])
  const width = process.stdout.isTTY ? process.stdout.columns : null
  return [
    `${styled('bold', id)} ${name}, version ${version}\n${description}\nQueries: ${queries}\n`,
    heading('Titles'),
    ...titles.map(title => `  ${title}\n`),
    heading('Fields'),
    tableToText({ headings: ['path', 'kind', 'printed as', ''], rows: fieldRows }, width),
    heading('Labels of indicators'),
    ...levels.map(({ label, children }) => `  ${label}: ${children.map(child => child.label).join(', ')}\n`),
    heading('Checks'),
    ...checks.map(check => `  ${check.rule} (${check.kind})\n`),
  ].join('')
}

export async function checkForms(folder: string | undefined, options: FormsOptions): Promise<void> {
  const library = libraryOf(options, folder ?? options.pipelines)
  if (library.families.length === 0)
    throw wrongUsage(`${library.directory} holds no form family.`, 'A family is a folder in it with a form.yaml.')
  for (const { definition, dictionary, queries } of library.families) {
    const named = existsSync(queries) ? await loadNamedQueries(queries) : []
    process.stdout.write(
      `${styled('green', 'ok')} ${definition.id}: ${definition.fields.length} fields, ` +
        `${dictionary.entries.length} dictionary entries, ${named.length} queries\n`,
    )
  }
}
