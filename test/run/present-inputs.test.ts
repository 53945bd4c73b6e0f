import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { presentInputs } from '../../src/run/present-inputs.ts'
import { temporaryFolder } from '../faults/temporary-folder.ts'

test('files, folders and archives with what is in them are there, or they are gone', async () => {
  const folder = temporaryFolder()
  const at = (path: string) => join(folder, path)
  mkdirSync(at('a.zip'))
  writeFileSync(at('a.zip/b.ZIP'), '')
  const present = ['a.zip', 'a.zip/b.ZIP', 'a.zip/b.ZIP/form.pdf', 'a.zip/b.ZIP\\form.pdf'].map(at)
  const gone = ['x.pdf', 'a.zip/form.pdf', 'c.zip/form.pdf'].map(at)
  expect(await presentInputs([...gone, ...present])).toEqual({ present, gone })
})
