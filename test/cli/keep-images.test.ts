import { copyFileSync, existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, expect, it } from 'vitest'
import { openStore } from '../../src/store/open-store.ts'
import { cli, repositoryFile, temporaryFolder } from './run-cli.ts'

const folder = temporaryFolder()
const db = join(folder.path, 'x.db')
const form = join(folder.path, 'form.pdf')

afterAll(() => folder.remove())

interface Entry {
  readonly class: string
  readonly files: number
  readonly isGarbage: boolean
}

const gc = async (...args: string[]) => {
  const { status, stdout } = await cli(['gc', '--db', db, '--json', ...args])
  expect(status).toBe(0)
  return new Map((JSON.parse(stdout) as { entries: Entry[] }).entries.map(entry => [entry.class, entry.files]))
}

it('kept pages stand in for a document that is gone, until the document leaves the database too', async () => {
  copyFileSync(repositoryFile('samples/digital-form.pdf'), form)
  await cli(['ingest', form, '--db', db, '-q'])
  const crop = join(folder.path, 'crop.png')
  const show = ['show', 'form.pdf', 'projectName', '--crop', crop, '--db', db]
  const original = readFileSync(form)
  rmSync(form)
  expect(await cli(show)).toMatchObject({ status: 2, stderr: expect.stringContaining('source-changed') })

  copyFileSync(repositoryFile('samples/digital-form.pdf'), form)
  expect(readFileSync(form)).toEqual(original)
  await cli(['ingest', form, '--db', db, '-q', '--force', '--keep-images', 'pages'])
  const { stdout } = await cli(['query', 'SELECT picture, page FROM pictures', '--db', db, '--format', 'json'])
  const pictures = JSON.parse(stdout) as Array<{ picture: string; page: number }>
  expect(pictures.map(({ page }) => page)).toEqual([1, 2])
  for (const { picture } of pictures) expect(existsSync(join(folder.path, 'x.files', picture))).toBe(true)
  rmSync(form)
  expect((await cli(show)).status).toBe(0)
  const { width = 0, height = 0 } = await sharp(crop).metadata()
  expect(width).toBeGreaterThan(height)

  const wrong = await cli(['remove', 'form.pdf', 'no-such.pdf', '--db', db])
  expect([wrong.status, wrong.stdout]).toEqual([2, ''])
  const removed = await cli(['remove', 'form.pdf', '--db', db])
  expect(removed).toMatchObject({ status: 0, stdout: expect.stringMatching(/^Removed form\.pdf .* with 1 form\.\n$/u) })
  expect(Object.fromEntries(await gc('--dry-run'))).toEqual({ 'orphaned readings': 3, 'orphaned pictures': 2 })
  expect(existsSync(join(folder.path, 'x.files', pictures[0]!.picture))).toBe(true)
  await gc()
  expect(Object.fromEntries(await gc('--dry-run'))).toEqual({})
  expect(await cli(['gc', '--db', db])).toMatchObject({ status: 0, stdout: 'Nothing is kept beside the database.\n' })
})

it('gc waits for no run in progress: it is refused', async () => {
  const store = await openStore(db)
  expect(await cli(['gc', '--db', db])).toMatchObject({ status: 5, stderr: expect.stringContaining('store-in-use') })
  expect((await cli(['gc', '--dry-run', '--db', db])).status).toBe(0)
  await store.close()
})
