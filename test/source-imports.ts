import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../', import.meta.url))

/** An import of another file of the program. */
export interface SourceImport {
  /** Path from the root of the project: `src/model/box.ts`. */
  readonly file: string
  /** Erased by the compiler: `import type`. */
  readonly typeOnly: boolean
}

/** A file of the program. */
export interface SourceFile {
  readonly file: string
  readonly lines: number
  readonly text: string
  /** The text without comments. */
  readonly code: string
  readonly imports: readonly SourceImport[]
}

/** `import … from '…'`, `export … from '…'`, `import '…'` and `import('…')`, in the shapes that the formatter leaves. */
const IMPORT = /^(?:import|export)\s+(?:(type\s)?[^'"`;]*?\sfrom\s+)?'(\.[^']+)'|\bimport\('(\.[^']+)'\)/gmu

/** Strings are matched first, so that what looks like a comment inside one is left alone. */
const STRING_OR_COMMENT = /('(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*")|\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/[^\n]*/gmu

/** Every TypeScript file under `src/`, by path. */
export function readSourceFiles(): SourceFile[] {
  return readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts'))
    .map(name => parseSource(posix.join('src', name), readFileSync(join(ROOT, 'src', name), 'utf8')))
    .sort((a, b) => (a.file < b.file ? -1 : 1))
}

export function parseSource(file: string, text: string): SourceFile {
  const code = text.replace(STRING_OR_COMMENT, (_, string: string | undefined) => string ?? '')
  const imports = [...code.matchAll(IMPORT)].map(([, type, fixed, dynamic]) => ({
    file: posix.join(dirname(file), fixed ?? dynamic ?? ''),
    typeOnly: type !== undefined,
  }))
  return { file, lines: text.split('\n').length - 1, text, code, imports }
}
