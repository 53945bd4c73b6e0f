import { mkdirSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { filesFolder } from '../../src/store/files-folder.ts'
import { openStore } from '../../src/store/open-store.ts'
import { hasWriter } from '../../src/store/writer-lock.ts'
import { temporaryDatabase } from './temporary-store.ts'

describe('the folder of files', () => {
  test.each([
    ['x.db', 'x.files'],
    ['x.sqlite', 'x.sqlite.files'],
    ['x.DB', 'x.DB.files'],
    ['x.db.db', 'x.db.files'],
    ['x', 'x.files'],
  ])('%s has %s', (name, folder) => {
    expect(filesFolder(join('/nowhere', name))).toBe(join('/nowhere', folder))
  })
})

describe('the right to write', () => {
  test.each(['link to a database', 'link to a database that is still to be made'])(
    'is one by name and by %s',
    async kind => {
      const db = temporaryDatabase()
      const link = join(dirname(db), 'link.db')
      if (kind === 'link to a database') await (await openStore(db)).close()
      symlinkSync(db, link)
      const writer = await openStore(link)
      onTestFinished(() => writer.close())
      expect(await hasWriter(db)).toBe(true)
      expect(await hasWriter(link)).toBe(true)
      await expect(openStore(db)).rejects.toMatchObject({ code: 'store-in-use' })
      await expect(openStore(link)).rejects.toMatchObject({ code: 'store-in-use' })
    },
  )

  test('does not depend on the note of who has it', async () => {
    const db = temporaryDatabase()
    mkdirSync(join(filesFolder(db), 'writer.json'), { recursive: true })
    const writer = await openStore(db)
    await expect(openStore(db)).rejects.toMatchObject({ code: 'store-in-use' })
    await writer.close()
    expect(await hasWriter(db)).toBe(false)
  })
})
