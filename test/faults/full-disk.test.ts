import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { ingest } from '../../src/app/composition.ts'
import { exported } from '../golden/exported.ts'
import { ingestByCommand } from './command-line.ts'
import { writeBundles } from './form-texts.ts'
import { integrity } from './integrity.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** A disk of its own, `size` as mount(8) writes it; null where this machine lets us mount none. */
function smallDisk(folder: string, size: string): string | null {
  const disk = join(folder, 'disk')
  mkdirSync(disk)
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', disk])
  if (mounted.status !== 0) return null
  onTestFinished(() => void execFileSync('umount', ['--lazy', disk]))
  return disk
}

/** One disk cannot even take the schema, the other is full within a document in the middle of the run. */
test.for(['64k', '1200k'])(
  'a disk of %s: told, nothing half-written shows, and it goes on with more room',
  async (size, { skip }) => {
    const folder = temporaryFolder()
    const disk = smallDisk(folder, size)
    if (disk === null) return skip('Only a superuser who may mount can have a small disk here.')
    const texts = writeBundles(folder, 6, 8)
    const undisturbed = join(folder, 'undisturbed.db')
    await ingest(texts, { db: undisturbed, jobs: 2 })
    const whole = await exported(undisturbed)

    const db = join(disk, 'x.db')
    const full = ingestByCommand(texts, db)
    expect(full.summary.error).toMatchObject({
      code: 'store-disk-full',
      hint: expect.stringContaining('Free some space'),
    })
    expect(full.status).toBe(5)

    execFileSync('mount', ['-o', 'remount,size=64m', disk])
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
