import { describe, expect, test } from 'vitest'
import { loadFormLibrary } from '../src/forms/form-library.ts'
import { parseSource, readSourceFiles, type SourceFile } from './source-imports.ts'

const FILES = readSourceFiles()
const FILE_BY_PATH = new Map(FILES.map(file => [file.file, file]))

/**
 * The layers, lowest first: a file imports from its own folder and from lower layers, never sideways or up. `app` puts the
 * implementations together; the faces of the program (`cli`, and `index.ts` for other programs) stand on it.
 */
const LAYERS = [
  ['model'],
  ['forms'],
  ['engines', 'store'],
  ['stages'],
  ['pipeline'],
  ['run'],
  ['report', 'query', 'review'],
  ['app'],
  ['cli', 'serve', 'index.ts'],
] as const

/** `src/store/tables.ts` → `store`, `src/index.ts` → `index.ts`. */
const partOf = (file: string) => file.split('/')[1] ?? ''
const stageOf = (file: string) => (partOf(file) === 'stages' ? (file.split('/')[2] ?? '') : null)
const layerOf = (file: string) => LAYERS.findIndex(parts => parts.some(part => part === partOf(file)))

/** `a.ts imports b.ts` for every import that breaks a rule. */
function breaches(isAllowed: (from: string, to: string, typeOnly: boolean) => boolean): string[] {
  return FILES.flatMap(({ file, imports }) =>
    imports.filter(to => !isAllowed(file, to.file, to.typeOnly)).map(to => `${file} imports ${to.file}`),
  )
}

const filesWhose = (isSo: (file: SourceFile) => boolean) => FILES.filter(isSo).map(({ file }) => file)

describe('imports', () => {
  test('the parser sees every shape of import, and none in comments or texts', () => {
    const text = [
      `import type { A } from './a.ts'`,
      `import { b } from '../b.ts'`,
      `import {\n  type C,\n  c,\n} from '../c.ts'`,
      `import './d.ts'`,
      `export * from './e.ts'`,
      `export type { F } from './f.ts'`,
      `const g = await import('./g.ts')`,
      `// import { no } from './no.ts'`,
      `/** import('./no.ts') */`,
      `import fs from 'node:fs'`,
    ].join('\n')
    expect(parseSource('src/x/y.ts', text).imports).toStrictEqual([
      { file: 'src/x/a.ts', typeOnly: true },
      { file: 'src/b.ts', typeOnly: false },
      { file: 'src/c.ts', typeOnly: false },
      { file: 'src/x/d.ts', typeOnly: false },
      { file: 'src/x/e.ts', typeOnly: false },
      { file: 'src/x/f.ts', typeOnly: true },
      { file: 'src/x/g.ts', typeOnly: false },
    ])
  })

  test('name files that exist', () => {
    expect(breaches((_, to) => FILE_BY_PATH.has(to))).toStrictEqual([])
  })

  test('every folder has its layer', () => {
    expect(filesWhose(({ file }) => layerOf(file) === -1)).toStrictEqual([])
  })

  test('run one way, from the faces down to the model', () => {
    expect(breaches((from, to) => partOf(from) === partOf(to) || layerOf(to) < layerOf(from))).toStrictEqual([])
  })

  test('a stage never imports another stage: they meet in model/', () => {
    expect(breaches((from, to) => [null, stageOf(from)].includes(stageOf(to)) || stageOf(from) === null)).toStrictEqual(
      [],
    )
  })

  test('stages know engines by their types and by the geometry they share, and no store', () => {
    const isShared = (to: string) => to.startsWith('src/engines/geometry/')
    expect(
      breaches((from, to, typeOnly) => {
        if (stageOf(from) === null) return true
        return partOf(to) === 'engines' ? typeOnly || isShared(to) : partOf(to) !== 'store'
      }),
    ).toStrictEqual([])
  })

  test('what reads the store (report, query, review) imports no stage', () => {
    const readers = ['report', 'query', 'review']
    expect(breaches((from, to) => !readers.includes(partOf(from)) || partOf(to) !== 'stages')).toStrictEqual([])
  })

  test('make no circle', () => {
    expect(circles()).toStrictEqual([])
  })
})

describe('who may do what', () => {
  test('only the command line ends the process or writes to the terminal; a child process may end itself', () => {
    const isFace = ({ file }: SourceFile) => ['cli', 'serve'].includes(partOf(file))
    const isChild = ({ code }: SourceFile) => code.includes("process.on('disconnect'")
    expect(
      filesWhose(file => !isFace(file) && !isChild(file) && /\bprocess\.(exit|abort)\b/u.test(file.code)),
    ).toStrictEqual([])
    expect(
      filesWhose(file => !isFace(file) && /\bprocess\.(exitCode|stdout|stderr|stdin|argv)\b/u.test(file.code)),
    ).toStrictEqual([])
  })

  test('only app/config.ts and what draws on the terminal read the environment', () => {
    const mayRead = (file: string) => file === 'src/app/config.ts' || file.startsWith('src/cli/terminal/')
    // What is only set is for a native library to read.
    const reads = /\bprocess\.env\b(?!\.\w+ = )/u
    expect(filesWhose(({ file, code }) => !mayRead(file) && reads.test(code))).toStrictEqual([])
  })

  test('only store/ speaks to the database package, only engines/ to the readers of PDFs and scans', () => {
    // The doctor tries whether they can be loaded.
    const usersOf = (name: string) => filesWhose(({ code }) => new RegExp(`['"]${name}['"/]`, 'u').test(code))
    const outside = (names: readonly string[], folder: string) =>
      names.flatMap(usersOf).filter(file => !file.startsWith(`src/${folder}/`) && !file.startsWith('src/cli/doctor/'))
    expect(outside(['sqlite3', 'knex'], 'store')).toStrictEqual([])
    expect(
      outside(['pdfjs-dist', 'onnxruntime-node', 'onnxruntime-web', 'tesseract\\.js', '@napi-rs/canvas'], 'engines'),
    ).toStrictEqual([])
  })

  test('nothing loads the PDF viewer or its scripting sandbox (SECURITY.md)', () => {
    expect(filesWhose(({ code }) => /pdf_viewer|pdf\.sandbox|pdf_sandbox|enableScripting/u.test(code))).toStrictEqual(
      [],
    )
  })
})

describe('what files hold', () => {
  test('no label of a form: the words of a form family are data in pipelines/', () => {
    const words = formWords()
    expect(words.length).toBeGreaterThan(50)
    const found = FILES.flatMap(({ file, code }) =>
      words.filter(word => code.includes(word)).map(word => `${file} holds ${word}`),
    )
    expect(found).toStrictEqual([])
  })

  test('no family of forms by its name: there is no `if (form === …)`', () => {
    const ids = loadFormLibrary().families.flatMap(({ definition }) => [definition.id, definition.type])
    const found = FILES.flatMap(({ file, code }) =>
      ids.filter(id => new RegExp(`['"\`]${id}['"\`]`, 'u').test(code)).map(id => `${file} names ${id}`),
    )
    expect(found).toStrictEqual([])
  })

  test('one idea each: none has more than 300 lines', () => {
    expect(FILES.filter(({ lines }) => lines > 300).map(({ file, lines }) => `${file}: ${lines}`)).toStrictEqual([])
  })

  test('no promise of later work, no way around the compiler or the linter', () => {
    expect(
      filesWhose(({ text }) => /@ts-(ignore|expect-error|nocheck)|\b(TODO|FIXME|XXX)\b/u.test(text)),
    ).toStrictEqual([])
    expect(filesWhose(({ text }) => /biome-ignore(?! \S+: \S)/u.test(text))).toStrictEqual([])
  })
})

/** The files that lead back to themselves when the program runs; types are gone by then. */
function circles(): string[] {
  return filesWhose(({ file }) => {
    const reached = new Set<string>()
    const visit = (from: string) => {
      for (const to of FILE_BY_PATH.get(from)?.imports ?? []) {
        if (to.typeOnly || reached.has(to.file)) continue
        reached.add(to.file)
        visit(to.file)
      }
    }
    visit(file)
    return reached.has(file)
  })
}

/** Every word that form definitions print: titles, labels, aliases, choices, headers. */
function formWords(): string[] {
  const words = loadFormLibrary().families.flatMap(({ definition: form }) => [
    ...form.titles,
    ...form.groups,
    ...form.fields.flatMap(({ label, aliases, choices = [], strip }) => [label, ...aliases, ...choices, ...strip]),
    ...form.columns.flatMap(({ headers }) => headers),
    ...form.levels.flatMap(({ label, aliases, children }) => [
      label,
      ...aliases,
      ...children.flatMap(child => [child.label, ...child.aliases, ...child.variants]),
    ]),
  ])
  return [...new Set(words)]
}
