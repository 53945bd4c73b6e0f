import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { crc32 } from '../../../src/engines/zip/crc32.ts'
import { unpackEntry } from '../../../src/engines/zip/unpack-entry.ts'
import { readZipDirectory, ZipFormatError } from '../../../src/engines/zip/zip-directory.ts'
import { makeZip } from './make-zip.ts'

const text = (words: string) => Buffer.from(words)

async function opened(bytes: Uint8Array): Promise<{ file: FileHandle; folder: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'tabularium-zip-'))
  writeFileSync(join(folder, 'x.zip'), bytes)
  const file = await open(join(folder, 'x.zip'), 'r')
  onTestFinished(async () => {
    await file.close()
    rmSync(folder, { recursive: true })
  })
  return { file, folder }
}

async function unpackedAll(bytes: Uint8Array): Promise<Array<[string, string]>> {
  const { file, folder } = await opened(bytes)
  const all: Array<[string, string]> = []
  for (const [index, entry] of (await readZipDirectory(file)).entries()) {
    const target = join(folder, String(index))
    await unpackEntry(file, entry, target)
    all.push([entry.name, readFileSync(target, 'latin1')])
  }
  return all
}

test('the checksum is that of zip', () => {
  expect(crc32(text('123456789'))).toBe(0xcbf43926)
  expect(crc32(text('6789'), crc32(text('12345')))).toBe(0xcbf43926)
})

test('whatever is packed comes out: stored, deflated, with long numbers, behind a comment', async () => {
  const member = fc.record({
    name: fc.stringMatching(/^[a-z]{1,8}\.txt$/),
    content: fc.uint8Array({ maxLength: 300 }),
    isStored: fc.boolean(),
    isLong: fc.boolean(),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(member, { maxLength: 5 }), fc.string(), async (members, comment) => {
      const expected = members.map(({ name, content }) => [name, Buffer.from(content).toString('latin1')])
      expect(await unpackedAll(makeZip(members, comment))).toEqual(expected)
    }),
    { numRuns: 40, seed: 3 },
  )
})

test('names are read as UTF-8 or as Chinese Windows writes them; folders are no entries', async () => {
  const gb18030 = Buffer.from([0xb1, 0xed, 0x2e, 0x74, 0x78, 0x74])
  const names = await unpackedAll(
    makeZip([
      { name: '部门\\表.txt', content: text('a') },
      { name: gb18030, content: text('b') },
      { name: 'folder/', content: text('') },
    ]),
  )
  expect(names.map(([name]) => name)).toEqual(['部门/表.txt', '表.txt'])
})

test('more than was promised, another checksum, damage and cuts are told, and a bomb stops at what was promised', async () => {
  const bomb = Buffer.alloc(50_000_000)
  const wrong = [
    makeZip([{ name: 'a.txt', content: bomb, claimed: { bytes: 1000 } }]),
    makeZip([{ name: 'a.txt', content: text('short'), claimed: { bytes: 1000 } }]),
    makeZip([{ name: 'a.txt', content: text('1000'), claimed: { crc32: 1 } }]),
    makeZip([{ name: 'a.txt', content: text('x'.repeat(50)) }]).fill(0xff, 35, 40),
  ]
  for (const bytes of wrong) await expect(unpackedAll(bytes)).rejects.toThrow(ZipFormatError)
  const { file, folder } = await opened(wrong[0]!)
  const [entry] = await readZipDirectory(file)
  await expect(unpackEntry(file, entry!, join(folder, 'bomb'))).rejects.toThrow('larger than the directory says')
  expect(statSync(join(folder, 'bomb')).size).toBeLessThan(1000)
})

test('whatever is done to an archive, it opens or is told to be damaged', async () => {
  const whole = makeZip([
    { name: 'a.txt', content: text('some text '.repeat(20)) },
    { name: 'b.txt', content: text('b') },
  ])
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), fc.boolean(), async (at, byte, isCut) => {
      const bytes = Buffer.from(whole)
      bytes[at] = byte
      await unpackedAll(isCut ? bytes.subarray(0, at) : bytes).catch((error: unknown) =>
        expect(error).toBeInstanceOf(ZipFormatError),
      )
    }),
    { numRuns: 200, seed: 11 },
  )
})
