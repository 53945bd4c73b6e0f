import sharp from 'sharp'
import { expect, test } from 'vitest'
import { detectFileType, fileTypeOf } from '../../src/engines/file-type.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const picture = () => sharp({ create: { width: 8, height: 8, channels: 3, background: '#fff' } })

test('pictures are known by their bytes', async () => {
  expect(fileTypeOf(await picture().png().toBuffer())).toBe('png')
  expect(fileTypeOf(await picture().jpeg().toBuffer())).toBe('jpeg')
  expect(fileTypeOf(await picture().tiff().toBuffer())).toBe('tiff')
})

test('PDF headers may stand behind junk; archives are told apart', () => {
  expect(fileTypeOf(bytes('%PDF-1.4\n%...'))).toBe('pdf')
  expect(fileTypeOf(bytes(`${'x'.repeat(200)}\n%PDF-1.7`))).toBe('pdf')
  expect(fileTypeOf(Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0))).toBe('zip')
})

test('text is what decodes and has no control characters; a character cut at the end is no harm', () => {
  expect(fileTypeOf(bytes('项目名称\t招商'))).toBe('text')
  expect(fileTypeOf(bytes('项目').subarray(0, 5))).toBe('text')
  expect(fileTypeOf(Uint8Array.of(0xcf, 0xee, 0xc4, 0xbf))).toBe('text')
  expect(fileTypeOf(bytes('项目\0'))).toBe('unknown')
  expect(fileTypeOf(new Uint8Array())).toBe('unknown')
})

test('a file is judged by its start', async () => {
  expect(await detectFileType(new URL('pdf/fixtures/form.pdf', import.meta.url).pathname)).toBe('pdf')
})
