import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Papa from 'papaparse'
import { parse as parseYaml } from 'yaml'
import { z } from 'zod'
import { foldText } from '../model/printed-text.ts'
import { TabulariumError } from '../model/tabularium-error.ts'
import { type CharacterModel, trainCharacterModel } from './character-model.ts'
import { createDictionary, type Dictionary, dictionaryRule, parseDictionary, type RepairRules } from './dictionary.ts'
import { FormDefinition } from './form-definition.ts'
import { GENERAL_WORDS_VERSION } from './general-words.ts'
import { type GlyphTable, parseGlyphTable } from './glyph-table.ts'
import { type NameModel, trainNameModel } from './name-model.ts'
import { loadUnits, type UnitTable } from './units.ts'

/** A family of forms, ready to be used. */
export interface FormFamily {
  readonly definition: FormDefinition
  readonly names: NameModel
  /** The indicator names that the model was trained on, folded. */
  readonly knownNames: ReadonlySet<string>
  /** How characters go together in the family's names and in what targets say. */
  readonly words: CharacterModel
  /** Shared entries and the family's own. */
  readonly dictionary: Dictionary
  /** Folder of its named queries. */
  readonly queries: string
}

/** Everything that `pipelines/` says. */
export interface FormLibrary {
  readonly directory: string
  readonly families: readonly FormFamily[]
  readonly units: UnitTable
  readonly glyphs: GlyphTable
  /** How characters go together in names of divisions and public bodies. */
  readonly organisations: CharacterModel
  /** sha256 over every file that was read, and the version of the list of general words: the same hash means the same repair. */
  readonly hash: string
}

/** The `pipelines/` folder that comes with the program; one level above `src/` and `dist/` alike. */
export const BUNDLED_PIPELINES = fileURLToPath(new URL('../../pipelines/', import.meta.url))

const NameRow = z.object({ level2: z.string().min(1), name: z.string().min(1), value: z.string().default('') })

/**
 * Loads the form families under a folder: `<family>/form.yaml`, `<family>/indicator-names.csv`, `shared/*`.
 * @throws TabulariumError `form-invalid` (exit 2) naming file, path and fix.
 */
export function loadFormLibrary(directory: string = BUNDLED_PIPELINES): FormLibrary {
  const hash = createHash('sha256').update(GENERAL_WORDS_VERSION)
  const read = (...path: string[]): string => {
    const file = join(directory, ...path)
    try {
      const text = readFileSync(file, 'utf8')
      hash.update(path.join('/')).update('\0').update(text).update('\0')
      return text
    } catch (cause) {
      throw invalid(
        file,
        'the file cannot be read',
        'Restore it from the package, or point --pipelines at a complete folder.',
        cause,
      )
    }
  }
  const units = loadUnits(read('shared', 'units.csv'))
  const glyphs = parseGlyphTable(read('shared', 'glyphs.tsv'))
  const entriesOf = (folder: string) =>
    csvFiles(join(directory, folder, 'dictionaries')).flatMap(name =>
      parseDictionary(read(folder, 'dictionaries', name), join(directory, folder, 'dictionaries', name)),
    )
  const shared = entriesOf('shared')
  const lexicon = (name: string, column: string) =>
    parseWords(read('shared', 'lexicon', name), column, join(directory, 'shared', 'lexicon', name))
  const phrases = lexicon('value-phrases.csv', 'phrase')
  const organisations = trainCharacterModel([
    ...lexicon('divisions.csv', 'name'),
    ...lexicon('organisation-endings.csv', 'ending'),
    ...lexicon('organisation-short-forms.csv', 'full'),
  ])
  const families = familyFolders(directory).map((folder): FormFamily => {
    const definition = parseFormDefinition(read(folder, 'form.yaml'), join(directory, folder, 'form.yaml'))
    const file = join(directory, folder, 'indicator-names.csv')
    const names = existsSync(file) ? parseNames(read(folder, 'indicator-names.csv'), file) : []
    return {
      definition,
      names: trainNameModel(names),
      knownNames: new Set(names.map(({ name }) => foldText(name))),
      words: trainCharacterModel([...names.flatMap(({ name, value }) => [name, value]), ...phrases]),
      dictionary: createDictionary([...shared, ...entriesOf(folder)]),
      queries: join(directory, folder, 'queries'),
    }
  })
  return { directory, families, units, glyphs, organisations, hash: hash.digest('hex') }
}

/**
 * The library with what people taught a database: its entries count before those of the files, revoked ones not at all.
 * The hash says so too.
 */
export function withRepairRules(library: FormLibrary, { entries, revocations }: RepairRules): FormLibrary {
  if (entries.length + revocations.length === 0) return library
  const revoked = new Set(revocations.map(({ rule }) => rule))
  const families = library.families.map(family => ({
    ...family,
    dictionary: createDictionary(
      [...family.dictionary.entries, ...entries].filter(({ wrong }) => !revoked.has(dictionaryRule(wrong))),
    ),
  }))
  const parts = [
    library.hash,
    entries.map(({ wrong, right, scope, source, note }) => [wrong, right, scope, source, note]),
    revocations,
  ]
  return { ...library, families, hash: createHash('sha256').update(JSON.stringify(parts)).digest('hex') }
}

/** Reads and checks one `form.yaml`. @throws TabulariumError `form-invalid` naming file, path and fix. */
export function parseFormDefinition(yaml: string, file: string): FormDefinition {
  let data: unknown
  try {
    data = parseYaml(yaml)
  } catch (cause) {
    throw invalid(
      file,
      cause instanceof Error ? cause.message : String(cause),
      'Correct the YAML at that place.',
      cause,
    )
  }
  const parsed = FormDefinition.safeParse(data)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map(issue => `${issue.path.join('.') || '(top)'}: ${issue.message}`)
  throw invalid(file, problems.join('\n  '), 'Correct these entries; pipelines/README.md explains every one.')
}

function familyFolders(directory: string): string[] {
  if (!existsSync(directory))
    throw invalid(
      directory,
      'there is no such folder',
      'Point --pipelines (or TABULARIUM_PIPELINES) at the folder with the form definitions.',
    )
  return readdirSync(directory, { withFileTypes: true })
    .filter(entry => entry.isDirectory() && existsSync(join(directory, entry.name, 'form.yaml')))
    .map(entry => entry.name)
    .sort()
}

function csvFiles(directory: string): string[] {
  return existsSync(directory)
    ? readdirSync(directory)
        .filter(name => name.endsWith('.csv'))
        .sort()
    : []
}

function parseNames(csv: string, file: string): z.infer<typeof NameRow>[] {
  const { data } = Papa.parse<Record<string, string>>(csv, { header: true, skipEmptyLines: true })
  return data.map((row, index) => {
    const parsed = NameRow.safeParse(row)
    if (parsed.success) return parsed.data
    throw invalid(
      file,
      `line ${index + 2}: level2 and name must not be empty`,
      'Fill in both columns or delete the line.',
    )
  })
}

/** One column of a lexicon; none of its fields is empty. */
function parseWords(csv: string, column: string, file: string): string[] {
  const { data } = Papa.parse<Record<string, string>>(csv, { header: true, skipEmptyLines: true })
  return data.map((row, index) => {
    const word = row[column] ?? ''
    if (word !== '') return word
    throw invalid(file, `line ${index + 2}: ${column} must not be empty`, 'Fill in the column or delete the line.')
  })
}

function invalid(file: string, problem: string, hint: string, cause?: unknown): TabulariumError {
  return new TabulariumError('form-invalid', `${file}\n  ${problem}`, hint, { exitStatus: 2, cause })
}
