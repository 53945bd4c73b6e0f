import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createRandom } from '../corpus/random.ts'
import { makeZip } from '../engines/zip/make-zip.ts'
import { mutationsOf } from './mutate.ts'

const SAMPLES = fileURLToPath(new URL('../../samples/', import.meta.url))

/** Small samples of every type that is read. PDFs have the most ways to be broken. */
const INPUTS = [
  'digital-form.pdf',
  'fax-form.pdf',
  'digital-continuous.pdf',
  'rotated-page.pdf',
  'garbled-text.pdf',
  'sideways-scan.pdf',
  'clean-page.png',
  'phone-photo.jpg',
  'fax-pages.tiff',
  'minhang-2024.txt',
  'samples.zip',
] as const

export interface MutatedFile {
  readonly path: string
  readonly kind: string
}

/**
 * Writes `count` files into a folder, each a sample damaged in one way: the samples in turn, of each its kinds of damage in turn, with
 * draws of their own, so that the same seed writes the same bytes.
 */
export function writeMutatedSamples(folder: string, count: number, seed: number): MutatedFile[] {
  mkdirSync(folder, { recursive: true })
  const inputs = INPUTS.map(name => ({ name, bytes: sampleBytes(name) }))
  const written: MutatedFile[] = []
  for (let turn = 0; written.length < count; turn++) {
    const input = turn % inputs.length
    const round = Math.floor(turn / inputs.length)
    const { name, bytes } = inputs[input]!
    const mutations = mutationsOf(bytes)
    const [kind, mutation] = mutations[(round + input) % mutations.length]!
    const damaged = mutation(bytes, createRandom(seed, name, kind, round))
    if (damaged === null || damaged.equals(bytes)) continue
    const path = join(folder, `${String(written.length).padStart(4, '0')}-${kind.replaceAll(' ', '-')}-${name}`)
    writeFileSync(path, damaged)
    written.push({ path, kind })
  }
  return written
}

function sampleBytes(name: string): Buffer {
  if (extname(name) !== '.zip') return readFileSync(join(SAMPLES, name))
  const members = ['minhang-2024.txt', 'digital-form.pdf'].map(member => ({
    name: member,
    content: readFileSync(join(SAMPLES, member)),
  }))
  return makeZip(members)
}
