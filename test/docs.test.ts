import { execFileSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Command } from 'commander'
import { describe, expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { resolveSettings } from '../src/app/config.ts'
import { createProgram } from '../src/cli/program.ts'
import { FormDefinition } from '../src/forms/form-definition.ts'
import { type ExportedForm, formToExport } from '../src/report/form-to-export.ts'
import { openStoreReader } from '../src/store/open-store.ts'
import { readSourceFiles } from './source-imports.ts'

const ROOT = fileURLToPath(new URL('../', import.meta.url))
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8')
const README = read('README.md')
const PIPELINES = read('pipelines/README.md')
const DOCUMENTS = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'CHANGELOG.md',
  'pipelines/README.md',
  'samples/README.md',
]

/** The text under the heading that begins so, up to the next heading of its level or a higher one. */
function section(text: string, heading: string): string {
  const lines = text.split('\n')
  const start = lines.findIndex(line => line.startsWith(heading))
  if (start === -1) return ''
  const level = /^#+/u.exec(heading)?.[0].length ?? 0
  const end = lines.findIndex((line, i) => i > start && new RegExp(`^#{1,${level}} `, 'u').test(line))
  return lines.slice(start, end === -1 ? undefined : end).join('\n')
}

/** First cells of the tables in a text, without backquotes. */
const tableKeys = (text: string) => [...text.matchAll(/^\| `([^`]+)` \|/gmu)].map(match => match[1])

const commands = createProgram().commands.filter(command => command.name() !== 'help')
const longFlags = (command: Command): string[] => [
  ...command.options.flatMap(({ long, hidden }) => (long && !hidden ? [long] : [])),
  ...command.commands.flatMap(longFlags),
]

describe('the command line in the README', () => {
  test.each(commands.map(command => [command.name(), command] as const))(
    '%s: every option, and no other',
    (name, command) => {
      const text = section(README, `### \`tabularium ${name}`)
      expect(text, `README.md has no section for ${name}`).not.toBe('')
      const table = text
        .split('\n')
        .filter(line => line.startsWith('| `-'))
        .flatMap(line => line.split(' | ')[0]?.match(/--[a-z-]+/gu) ?? [])
      expect(table.sort()).toStrictEqual([...new Set(longFlags(command))].sort())
      for (const sub of command.commands) expect(text).toContain(`${name} ${sub.name()}`)
    },
  )

  test('has no section for a command that does not exist', () => {
    const named = [...README.matchAll(/^### `tabularium ([a-z]+)/gmu)].map(match => match[1])
    expect(named.sort()).toStrictEqual(commands.map(command => command.name()).sort())
  })

  test('every exit status is explained', async () => {
    const { EXIT } = await import('../src/cli/exit-status.ts')
    const explained = [...section(README, '## The command line').matchAll(/^\| (\d+) \|/gmu)].map(match =>
      Number(match[1]),
    )
    expect(explained.sort((a, b) => a - b)).toStrictEqual(Object.values(EXIT).sort((a, b) => a - b))
  })

  test('every setting is listed with its variable', () => {
    const settings = Object.keys(resolveSettings({}, {}))
    const table = section(README, '## Configuration')
    expect(tableKeys(table)).toStrictEqual(settings)
    for (const setting of settings)
      expect(table).toContain(`TABULARIUM_${setting.replace(/[A-Z]/gu, letter => `_${letter}`).toUpperCase()}`)
  })
})

describe('what the program says of itself', () => {
  const sources = readSourceFiles()

  test('commands that messages and documents name exist', () => {
    const texts = [
      ...sources.map(({ file, text }) => ({ file, text })),
      ...DOCUMENTS.map(file => ({ file, text: read(file) })),
    ]
    const names = new Set([...commands.map(command => command.name()), 'help'])
    const wrong = texts.flatMap(({ file, text }) =>
      [...text.matchAll(/(?:npx |`|: |\$ |['"])tabularium (?!and\b)([a-z]+)/gu)].flatMap(match =>
        names.has(match[1] ?? '') ? [] : [`${file}: ${match[0]}`],
      ),
    )
    expect(wrong).toStrictEqual([])
  })

  test('options that messages name exist', () => {
    const flags = new Set([...commands.flatMap(longFlags), '--help', '--version'])
    const wrong = sources.flatMap(({ file, code }) =>
      [...code.matchAll(/\b(?:with|Add|Give|Use|allow|after|or|and) (--[a-z-]+)/gu)].flatMap(([, flag = '']) =>
        flags.has(flag) ? [] : [`${file}: ${flag}`],
      ),
    )
    expect(wrong).toStrictEqual([])
  })

  test('every issue is documented, and no other', () => {
    const codes = literals(read('src/model/issue.ts'), /^ {2}\| '([a-z-]+)'/gmu)
    expect(codes.length).toBeGreaterThan(20)
    expect(tableKeys(section(README, '### Issues'))).toStrictEqual(codes)
  })

  test('every error is documented, and no other', () => {
    const codes = sources.flatMap(({ file, code }) => [
      ...literals(code, /\b(?:TabulariumError|queryError)\(\s*'([a-z-]+)'/gu),
      ...(file === 'src/store/store-error.ts' ? literals(code, /\bcode: '([a-z-]+)'/gu) : []),
    ])
    expect(codes.length).toBeGreaterThan(20)
    expect(tableKeys(section(README, '### Errors')).sort()).toStrictEqual([...new Set([...codes, 'defect'])].sort())
  })

  test('no error has a code that this test cannot see', () => {
    const indirect = sources.flatMap(({ file, code }) =>
      [...code.matchAll(/new TabulariumError\((?!\s*')/gu)].map(() => file),
    )
    expect(indirect).toStrictEqual(['src/query/query-error.ts', 'src/store/store-error.ts'])
  })

  test('rules of findings: those of the forms, in the README', () => {
    const rules = new Set(
      readdirSync(join(ROOT, 'pipelines'))
        .map(family => `pipelines/${family}/form.yaml`)
        .filter(file => existsSync(join(ROOT, file)))
        .flatMap(file => literals(read(file), /\brule: ([a-z-]+)/gu)),
    )
    for (const rule of rules) expect(README).toContain(`\`${rule}\``)
  })

  test('relations and their columns', async () => {
    const { VIEW_NAMES } = await import('../src/store/views.ts')
    const relations = [...VIEW_NAMES, 'runs'].filter(name => name !== 'indicator_texts')
    expect(tableKeys(section(README, '## The database')).sort()).toStrictEqual(relations.sort())
  })
})

describe('pipelines/README.md', () => {
  test('explains every key of form.yaml', () => {
    const keys = new Set<string>()
    JSON.stringify(z.toJSONSchema(FormDefinition, { io: 'input' }), (key, value) => {
      if (key === 'properties') for (const name of Object.keys(value as object)) keys.add(name)
      return value
    })
    expect([...keys].filter(key => !PIPELINES.includes(`\`${key}\``))).toStrictEqual([])
  })

  test('explains every kind, role and place that form.yaml may say', () => {
    const words = JSON.stringify(z.toJSONSchema(FormDefinition, { io: 'input' }), null, 1)
    const values = [...words.matchAll(/"(?:enum": \[[^\]]*\]|const": "[^"]*")/gu)].flatMap(match =>
      [...match[0].replace(/^"\w+":/u, '').matchAll(/"([^"]+)"/gu)].map(value => value[1] ?? ''),
    )
    expect(values.length).toBeGreaterThan(20)
    expect([...new Set(values)].filter(value => !PIPELINES.includes(`\`${value}\``))).toStrictEqual([])
  })

  test.each([
    ['pipelines/shared/units.csv', 'Header'],
    ['pipelines/performance-goal/indicator-names.csv', 'Header'],
    ['pipelines/shared/dictionaries/misspellings.csv', 'header'],
  ])('gives the columns of %s', (file, word) => {
    const header = read(file).split(/\r?\n/u)[0] ?? ''
    expect(PIPELINES).toContain(`${word} \`${header}\``)
  })
})

describe('documents', () => {
  test.each(DOCUMENTS)('%s: what it links to exists', file => {
    const text = read(file)
    const anchors = (target: string) =>
      [...read(target).matchAll(/^#+ (.+)$/gmu)].map(([, title = '']) =>
        title
          .toLowerCase()
          .replace(/[^\p{L}\p{N} _-]/gu, '')
          .replaceAll(' ', '-'),
      )
    const broken = [...text.matchAll(/\]\(([^)\s]+)\)/gu)].flatMap(([, target = '']) => {
      if (/^https?:/u.test(target)) return []
      const [path = '', anchor] = target.split('#')
      const linked = path === '' ? file : join(dirname(file), path)
      if (!existsSync(join(ROOT, linked))) return [target]
      return anchor === undefined || anchors(linked).includes(anchor) ? [] : [target]
    })
    expect(broken).toStrictEqual([])
  })

  test.each(DOCUMENTS)('%s: npm scripts and files it names exist', file => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
    const text = read(file)
    const missingScripts = [...text.matchAll(/\bnpm (?:run )?(start|test(?!:)|(?<=run )[a-z:]+)/gu)].flatMap(
      ([, name = '']) => (name in scripts ? [] : [`npm run ${name}`]),
    )
    const missingFiles = [...text.matchAll(/`((?:src|test|pipelines|samples|\.ci)\/[\w./-]+)`/gu)].flatMap(
      ([, path = '']) => (existsSync(join(ROOT, path)) ? [] : [path]),
    )
    expect([...missingScripts, ...missingFiles]).toStrictEqual([])
  })

  test('everything that the library exports is named, and nothing else', async () => {
    const table = section(README, '## The library')
      .split('\n')
      .filter(line => line.startsWith('| `'))
      .flatMap(line => [...(line.split(' | ')[0] ?? '').matchAll(/`(\w+)/gu)].map(match => match[1]))
    expect(table.sort()).toStrictEqual(Object.keys(await import('../src/index.ts')).sort())
  })

  test('the example of the library prints what the README says, and its export looks so', async () => {
    const library = section(README, '## The library')
    const [, example = ''] = /```ts\n(.+?)```/su.exec(library) ?? []
    const [, output = ''] = /```text\n(.+?)```/su.exec(library) ?? []
    expect(example).toContain("from 'tabularium'")
    const folder = mkdtempSync(join(tmpdir(), 'tabularium-docs-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    mkdirSync(join(folder, 'samples'))
    copyFileSync(join(ROOT, 'samples/minhang-2024.txt'), join(folder, 'samples/minhang-2024.txt'))
    const source = new URL('../src/index.ts', import.meta.url).href
    writeFileSync(join(folder, 'example.mts'), example.replace("'tabularium'", `'${source}'`))
    const tsx = import.meta.resolve('tsx')
    const printed = execFileSync(process.execPath, ['--import', tsx, 'example.mts'], { cwd: folder, encoding: 'utf8' })
    expect(printed.replace(/ +$/gmu, '')).toBe(output)

    const reader = await openStoreReader(join(folder, 'minhang.db'))
    onTestFinished(() => reader.close())
    const [, line = ''] = /```json\n(.+?)```/su.exec(section(README, '### `tabularium export')) ?? []
    const shown = JSON.parse(line) as ExportedForm
    let exported: ExportedForm | undefined
    for await (const form of reader.forms()) if (form.form.sequence === shown.sequence) exported = formToExport(form)
    expect(keyPaths(exported)).toStrictEqual(keyPaths(shown))
  })
})

/** Every name in a value, with those above it; of a list the first item stands for all. */
function keyPaths(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return keyPaths(value[0], `${path}[]`)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]) => [`${path}.${key}`, ...keyPaths(part, `${path}.${key}`)])
}

function literals(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(match => match[1] ?? '')
}
