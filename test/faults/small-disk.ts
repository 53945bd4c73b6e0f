import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { onTestFinished } from 'vitest'

/** A disk of its own; it goes when the test ends. */
export interface SmallDisk {
  readonly path: string
  /** Makes room on it. */
  grow(): void
}

/** A disk at `path`, `size` as mount(8) writes it; null where this machine lets us mount none. */
export function smallDisk(path: string, size: string): SmallDisk | null {
  mkdirSync(path, { recursive: true })
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', path]).status !== 0) return null
  onTestFinished(() => void execFileSync('umount', ['--lazy', path]))
  return { path, grow: () => void execFileSync('mount', ['-o', 'remount,size=64m', path]) }
}
