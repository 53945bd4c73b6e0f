import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { ingest } from '../../src/app/composition.ts'
import { makeZip } from '../engines/zip/make-zip.ts'
import { exported } from '../golden/exported.ts'
import { ingestByCommand, tabularium } from './command-line.ts'
import { writeBundles } from './form-texts.ts'
import { integrity } from './integrity.ts'
import { smallDisk } from './small-disk.ts'
import { temporaryFolder } from './temporary-folder.ts'

const NO_MOUNT = 'Only a superuser who may mount can have a small disk here.'
const DIGITAL = fileURLToPath(new URL('../../samples/digital-continuous.pdf', import.meta.url))

/** One disk cannot even take the schema, the other is full within a document in the middle of the run. */
test.for(['64k', '1200k'])(
  'a disk of %s: told, nothing half-written shows, and it goes on with more room',
  async (size, { skip }) => {
    const folder = temporaryFolder()
    const disk = smallDisk(join(folder, 'disk'), size)
    if (disk === null) return skip(NO_MOUNT)
    const texts = writeBundles(folder, 6, 8)
    const undisturbed = join(folder, 'undisturbed.db')
    await ingest(texts, { db: undisturbed, jobs: 2 })
    const whole = await exported(undisturbed)

    const db = join(disk.path, 'x.db')
    const full = ingestByCommand(texts, db)
    expect(full.summary.error).toMatchObject({
      code: 'store-disk-full',
      hint: expect.stringContaining('Free some space'),
    })
    expect(full.status).toBe(5)

    disk.grow()
    if (size !== '64k') {
      expect(await integrity(db)).toBe('ok')
      const kept = (await exported(db)).split('\n').filter(line => line !== '')
      for (const line of kept) expect(whole.split('\n')).toContain(line)
      // Documents of 8 forms show themselves whole or not at all.
      expect(kept.length % 8).toBe(0)
      expect(kept.length).toBeLessThan(48)
    }
    expect(ingestByCommand(texts, db).status).toBe(0)
    expect(await exported(db)).toBe(whole)
    expect(await integrity(db)).toBe('ok')
  },
)

/** Each has a disk of its own, so that nothing but that stage meets a full one. */
test.for([
  ['readings', []],
  ['pictures', ['--keep-images', 'pages']],
] as const)(
  'a full disk while %s are kept: told, nothing half-written stays, and it goes on',
  ([kind, options], { skip }) => {
    const folder = temporaryFolder()
    const db = join(folder, 'x.db')
    const disk = smallDisk(join(folder, 'x.files', kind), '8k')
    if (disk === null) return skip(NO_MOUNT)
    const args = [DIGITAL, '--engine', 'null', ...options]
    const full = ingestByCommand(args, db)
    expect(full.summary.error).toMatchObject({
      code: 'store-disk-full',
      hint: expect.stringContaining('Free some space'),
    })
    expect(full.status).toBe(5)
    const left = readdirSync(disk.path, { recursive: true, encoding: 'utf8' })
    expect(left.filter(name => name.endsWith('.part'))).toEqual([])
    disk.grow()
    const resumed = ingestByCommand(args, db)
    expect(resumed.status).toBe(0)
    expect(resumed.summary.documents).toMatchObject([{ status: 'loaded', forms: 3 }])
  },
)

test('a full disk while an archive is unpacked: an outcome of that file, the rest comes in, and it goes on', ({
  skip,
}) => {
  const folder = temporaryFolder()
  const db = join(folder, 'x.db')
  const disk = smallDisk(join(folder, 'x.files'), '64k')
  if (disk === null) return skip(NO_MOUNT)
  const contents = [40, 1].map(forms => readFileSync(writeBundles(folder, 1, forms)[0]!))
  const archive = join(folder, 'bundle.zip')
  writeFileSync(archive, makeZip(contents.map((content, index) => ({ name: `${index}.txt`, content }))))
  const full = ingestByCommand([archive], db)
  expect(full.status).toBe(3)
  expect(full.summary.documents).toMatchObject([
    { file: '0.txt', status: 'failed', error: { message: expect.stringContaining('no space left to unpack') } },
    { file: '1.txt', status: 'loaded' },
  ])
  expect(readdirSync(disk.path)).not.toContain('unpacked')
  disk.grow()
  const resumed = ingestByCommand([archive], db)
  expect(resumed.summary.documents.map(({ status }) => status)).toEqual(['loaded', 'unchanged'])
})

test('a full disk under what is written for people and machines: told, and no file is left in part', ({ skip }) => {
  const folder = temporaryFolder()
  const disk = smallDisk(join(folder, 'out'), '8k')
  if (disk === null) return skip(NO_MOUNT)
  const db = join(folder, 'x.db')
  const texts = writeBundles(folder, 1, 8)
  expect(ingestByCommand(texts, db).status).toBe(0)
  const { status, stderr } = tabularium(['export', '--out', join(disk.path, 'forms.jsonl'), '--db', db])
  expect(stderr).toMatch(/cannot be written: the disk is full\. \[cannot-write\]\s+.*Free some space/u)
  expect(status).toBe(5)
  expect(readdirSync(disk.path)).toEqual([])
  const more = writeBundles(folder, 24, 1)
  const events = join(disk.path, 'events.jsonl')
  const told = ingestByCommand([...more, '--events', events], db)
  expect(told).toMatchObject({ status: 5, summary: { error: { code: 'cannot-write' } } })
  const log = join(disk.path, 'run.log')
  expect(ingestByCommand([...more, '--force', '--log', log], db)).toMatchObject({
    status: 5,
    summary: { error: { code: 'cannot-write', hint: expect.stringContaining('Free some space') } },
  })
  expect(ingestByCommand(more, db).status).toBe(0)
})
