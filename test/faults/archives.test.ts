import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ingest } from '../../src/app/composition.ts'
import { openStoreReader } from '../../src/store/open-store.ts'
import { makeZip, type ZipMember } from '../engines/zip/make-zip.ts'
import { exported } from '../golden/exported.ts'
import { writeBundles } from './form-texts.ts'
import { temporaryFolder } from './temporary-folder.ts'

const text = (words: string) => Buffer.from(words)
const member = (name: string, content: Uint8Array, more: Partial<ZipMember> = {}): ZipMember => ({
  name,
  content,
  ...more,
})

test('the forms in an archive are those of its files, with one job and with several; nothing stays unpacked', async () => {
  const folder = temporaryFolder()
  const files = writeBundles(folder, 6, 3)
  const plain = join(folder, 'plain.db')
  await ingest(files, { db: plain, jobs: 2 })
  const archive = join(folder, 'bundles.zip')
  const members = files.map(path => member(`2024/${path.slice(path.lastIndexOf('/') + 1)}`, readFileSync(path)))
  writeFileSync(archive, makeZip([...members, member('__MACOSX/._x.txt', text('x')), member('notes.md', text('x'))]))
  for (const jobs of [1, 3]) {
    const db = join(folder, `zip-${jobs}.db`)
    const { documents } = await ingest([archive], { db, jobs })
    expect(documents.map(({ path }) => path)).toEqual(members.map(({ name }) => `${archive}/${String(name)}`))
    expect(await exported(db)).toBe(await exported(plain))
    expect(existsSync(join(folder, `zip-${jobs}.files`, 'unpacked'))).toBe(false)
    const again = await ingest([archive, ...files], { db, jobs })
    expect(again.documents.map(({ status }) => status)).toEqual(Array(12).fill('unchanged'))
  }
})

test('archives that are bad, or have bad files in them, are told; the good files come in', async () => {
  const folder = temporaryFolder()
  const [good] = writeBundles(folder, 1, 1)
  const content = readFileSync(good!)
  const inputs = join(folder, 'in')
  mkdirSync(inputs)
  const put = (name: string, bytes: Uint8Array) => writeFileSync(join(inputs, name), bytes)
  put(
    'mixed.zip',
    makeZip([
      member('good.txt', content),
      member('../../escape.txt', content),
      member('locked.txt', content, { claimed: { flags: 1 } }),
      member('link.txt', text('/etc/passwd'), { claimed: { mode: 0o120777 } }),
      member('bomb.txt', Buffer.alloc(20_000_000), { claimed: { bytes: 1000 } }),
      member('huge.pdf', text('x'), { claimed: { bytes: 1.5 * 1024 ** 3 } }),
    ]),
  )
  put(
    'bomb.zip',
    makeZip(Array.from({ length: 5 }, (_, i) => member(`${i}.txt`, text('x'), { claimed: { bytes: 0xf0000000 } }))),
  )
  put('many.zip', makeZip(Array.from({ length: 20_001 }, (_, i) => member(`${i}.txt`, text('')))))
  put('cut.zip', makeZip([member('good.txt', content)]).subarray(0, 100))
  put('nothing.zip', makeZip([member('inner.zip', makeZip([]))]))
  put('pdf.zip', text('no archive, whatever its name says'))
  const db = join(folder, 'x.db')
  const { documents } = await ingest([inputs], { db, jobs: 2 })
  const told = documents.map(({ path, status, error }) => [path.slice(inputs.length + 1), error?.code ?? status])
  expect(told).toEqual([
    ['bomb.zip', 'too-large'],
    ['cut.zip', 'corrupt'],
    ['many.zip', 'too-large'],
    ['mixed.zip/bomb.txt', 'corrupt'],
    ['mixed.zip/escape.txt', 'loaded'],
    ['mixed.zip/good.txt', 'unchanged'],
    ['mixed.zip/huge.pdf', 'too-large'],
    ['mixed.zip/link.txt', 'special-file'],
    ['mixed.zip/locked.txt', 'encrypted'],
    ['nothing.zip', 'unsupported-type'],
    ['pdf.zip', 'no-form'],
  ])
  expect(existsSync(join(folder, 'escape.txt'))).toBe(false)
  for (const { error } of documents) if (error !== null) expect(error.hint).toMatch(/\w.{10,}[.)]$/u)

  const reader = await openStoreReader(db)
  const failed = await reader.pathsToRetry('failed')
  await reader.close()
  expect(failed).toContain(join(inputs, 'mixed.zip/locked.txt'))
  // Of an archive only what is asked for, unless it is an input itself.
  const gone = join(inputs, 'mixed.zip/gone.txt')
  const retried = await ingest([], { db, listed: [...failed, gone] })
  expect(retried.documents.map(({ path }) => path)).toEqual([...failed, gone].sort())
  expect(retried.documents.find(({ path }) => path === gone)?.error?.message).toContain('does not hold it')
  const whole = await ingest([join(inputs, 'mixed.zip')], {
    db,
    listed: failed.filter(path => path.includes('mixed.zip')),
  })
  expect(whole.documents).toHaveLength(6)
})

test('archives within archives are told, and files of one name each have their own outcome', async () => {
  const folder = temporaryFolder()
  const [good] = writeBundles(folder, 1, 1)
  const content = readFileSync(good!)
  const archive = join(folder, 'outer.zip')
  writeFileSync(
    archive,
    makeZip([
      member('a/form.txt', content),
      member('./a/form.txt', text('')),
      member('inner.zip', makeZip([member('form.txt', content)])),
    ]),
  )
  const { documents } = await ingest([archive], { db: join(folder, 'x.db') })
  const outcomes = documents.map(({ path, status, error }) => [path.slice(archive.length), status, error?.code ?? null])
  expect(outcomes.sort()).toEqual([
    ['/a/form.txt (2)', 'loaded', null],
    ['/a/form.txt', 'failed', 'empty-file'],
    ['/inner.zip', 'failed', 'unsupported-type'],
  ])
})
