import { existsSync, readFileSync } from 'node:fs'
import { availableParallelism, userInfo } from 'node:os'
import { resolve } from 'node:path'
import { parse as parseYaml } from 'yaml'
import { z } from 'zod'
import { arbiterNames, engineNames } from '../engines/ocr/engine-by-name.ts'
import { BUNDLED_PIPELINES } from '../forms/form-library.ts'
import { TabulariumError } from '../model/tabularium-error.ts'
import { keepImagesModes } from '../run/picture-store.ts'

/** Who is logged in; containers may not know. */
function userName(): string {
  try {
    return userInfo().username
  } catch {
    return 'unknown'
  }
}

/**
 * Seconds that one page may take unless told: twice this, the second time alone, stays below 30 s for `ppocr`, which takes 1 to 2 s
 * of processor time, 6 s where the machine is busy. The others take several times as long.
 */
const PAGE_SECONDS = { ppocr: 14, 'ppocr-web': 60, tesseract: 60, null: 14 } as const

/** Settings that decide how a run behaves. Flags beat `TABULARIUM_*`, which beat the config file, which beats the defaults. */
const Settings = z.strictObject({
  /** The database file. */
  db: z.string().min(1).default('output/tabularium.db'),
  /** Folder of the form definitions. */
  pipelines: z.string().min(1).default(BUNDLED_PIPELINES),
  /** Id of the form family to look for, or `auto`. */
  form: z.string().min(1).default('auto'),
  /** Documents, and pages of them, worked on at a time: the one knob of parallel work. */
  jobs: z.coerce.number().int().min(1).max(64).default(availableParallelism()),
  engine: z.enum(engineNames).default('ppocr'),
  /** Another engine that reads the numbers on which two looks of the first differ. */
  arbiter: z.enum(arbiterNames).default('none'),
  /** Values less sure than this (0..1) are listed for review. */
  reviewBelow: z.coerce.number().min(0).max(1).default(0.98),
  /** What is kept of the pictures of pages, beside the database. */
  keepImages: z.enum(keepImagesModes).default('none'),
  /** Seconds that one page may take; by the engine unless told. */
  timeout: z.coerce.number().positive().nullable().default(null),
  /** Whose decisions these are. */
  actor: z.string().trim().min(1).default(userName),
})

export type Settings = z.infer<typeof Settings> & { readonly timeout: number }
export type SettingsInput = { readonly [Key in keyof Settings]?: string | number | undefined }

const CONFIG_FILES = ['tabularium.config.yaml', 'tabularium.config.json'] as const

/**
 * Settles the settings. The only reader of the environment and of the config file (`tabularium.config.yaml` or `.json` in the
 * current folder, or the one `TABULARIUM_CONFIG` names).
 * @throws TabulariumError `bad-setting` (exit 2) naming the setting, where it came from and what it may be.
 */
export function resolveSettings(flags: SettingsInput, environment: NodeJS.ProcessEnv = process.env): Settings {
  const layers = [
    { from: 'a flag', values: withoutUndefined(flags) },
    { from: 'the environment', values: environmentSettings(environment) },
    { from: 'the config file', values: fileSettings(environment) },
  ]
  const merged = Object.assign({}, ...layers.map(layer => layer.values).reverse()) as Record<string, unknown>
  const parsed = Settings.safeParse(merged)
  if (parsed.success) {
    const { db, engine, timeout } = parsed.data
    return { ...parsed.data, db: resolve(db), timeout: timeout ?? PAGE_SECONDS[engine] }
  }
  const issue = parsed.error.issues[0]
  const key = issue?.code === 'unrecognized_keys' ? (issue.keys[0] ?? '') : String(issue?.path[0] ?? '')
  const source = layers.find(layer => key in layer.values)?.from ?? 'a setting'
  throw new TabulariumError(
    'bad-setting',
    `The setting "${key}" from ${source} is not valid: ${issue?.message ?? ''}`,
    `Settings are ${Object.keys(Settings.shape).join(', ')}; \`tabularium ingest --help\` explains them.`,
    { exitStatus: 2 },
  )
}

function withoutUndefined(values: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
}

/** `TABULARIUM_REVIEW_BELOW` is `reviewBelow`. */
function environmentSettings(environment: NodeJS.ProcessEnv): Record<string, unknown> {
  const variable = (key: string) => `TABULARIUM_${key.replace(/[A-Z]/gu, letter => `_${letter}`).toUpperCase()}`
  return withoutUndefined(Object.fromEntries(Object.keys(Settings.shape).map(key => [key, environment[variable(key)]])))
}

function fileSettings(environment: NodeJS.ProcessEnv): Record<string, unknown> {
  const named = environment.TABULARIUM_CONFIG
  const file = named ?? CONFIG_FILES.find(name => existsSync(name))
  if (file === undefined) return {}
  try {
    const data: unknown = parseYaml(readFileSync(file, 'utf8'))
    return z.record(z.string(), z.unknown()).parse(data ?? {})
  } catch (cause) {
    throw new TabulariumError(
      'bad-setting',
      `The config file ${file} cannot be read.`,
      'It holds "setting: value" lines in YAML, or one JSON object.',
      { exitStatus: 2, cause },
    )
  }
}
