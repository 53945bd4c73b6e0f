import { hashOf } from './random.ts'

export type Half = 'tuning' | 'test'

/** The project without its district and phase: `嘉定区河道疏浚工程（二期）` and `河道疏浚工程` are one family. */
export function projectFamily(projectName: string): string {
  return projectName
    .normalize('NFKC')
    .replace(/^上海市/, '')
    .replace(/^(浦东新区|.{2}区)/, '')
    .replace(/\([^)]*\)$/, '')
}

/** A project is in one half for all its years and districts, so nothing learned on one half has been seen in the other. */
export function splitOf(projectName: string): Half {
  return hashOf(projectFamily(projectName)) % 2 === 0 ? 'tuning' : 'test'
}
