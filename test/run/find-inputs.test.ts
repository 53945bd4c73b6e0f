import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { findInputs } from '../../src/run/find-inputs.ts'
import { openSource } from '../../src/run/open-source.ts'

function folderWith(...files: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'tabularium-inputs-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const file of files) {
    mkdirSync(join(folder, file, '..'), { recursive: true })
    writeFileSync(join(folder, file), file)
  }
  return folder
}

test('folders, globs, names and lists: each file once, by path, whatever the order', async () => {
  const folder = folderWith('b.pdf', 'a/c.txt', 'a/d.TIFF', 'a/notes.md', 'a/x.gold.jsonl')
  const at = (file: string) => join(folder, file)
  const { files, refused } = await findInputs({
    patterns: [at('b.pdf'), at('a/notes.md'), join(folder, '**/*.txt'), folder],
    listed: [at('b.pdf'), at('a')],
  })
  expect(files).toEqual([at('a/c.txt'), at('a/d.TIFF'), at('a/notes.md'), at('b.pdf')])
  expect(refused).toEqual([])
})

test('links, pipes and sockets are refused with a reason, where they are named and where a folder holds them', async () => {
  const folder = folderWith('real/form.pdf', 'real/link-to-nothing-of-interest.md')
  const inside = join(folder, 'in')
  mkdirSync(inside)
  symlinkSync('../real/form.pdf', join(inside, 'form.pdf'))
  symlinkSync('../real', join(inside, 'folder'))
  symlinkSync('../real/nothing.pdf', join(inside, 'nowhere.pdf'))
  symlinkSync('../real/link-to-nothing-of-interest.md', join(inside, 'notes.md'))
  execFileSync('mkfifo', [join(inside, 'pipe.png')])
  const told = async (patterns: string[]) => {
    const { files, refused } = await findInputs({ patterns })
    expect(files).toEqual([])
    return refused.map(({ path, issue }) => [relative(inside, path), issue.code, issue.message])
  }
  const expected = [
    ['folder', 'special-file', expect.stringContaining(`symbolic link to ${join(folder, 'real')};`)],
    ['form.pdf', 'special-file', expect.stringContaining('links are not followed')],
    ['nowhere.pdf', 'special-file', expect.stringContaining('leads nowhere')],
    ['pipe.png', 'special-file', expect.stringContaining('a pipe')],
  ]
  expect(await told([inside])).toEqual(expected)
  expect(await told(['folder', 'form.pdf', 'nowhere.pdf', 'pipe.png'].map(name => join(inside, name)))).toEqual(
    expected,
  )
})

test('what a run keeps beside its database is no input, also by another way to the folder', async () => {
  const folder = folderWith('in/form.pdf', 'in/x.files/unpacked/0/0.pdf', 'in/deep/x.files/form.pdf')
  symlinkSync('in', join(folder, 'way'))
  const files = async (way: string) => {
    const found = await findInputs({ patterns: [`${join(folder, way)}/.`], ownDatabase: join(folder, 'in', 'x.db') })
    return found.files.map(path => relative(join(folder, way), path))
  }
  expect(await files('in')).toEqual(['deep/x.files/form.pdf', 'form.pdf'])
  expect(
    (await findInputs({ patterns: [join(folder, 'in', '*')], ownDatabase: join(folder, 'way', 'x.db') })).files,
  ).toEqual(['deep/x.files/form.pdf', 'form.pdf'].map(path => join(folder, 'in', path)))
})

test('files of other kinds in folders are counted by their ending, without the own database and hidden ones', async () => {
  const folder = folderWith(
    'form.pdf',
    'a.rar',
    'deep/b.RAR',
    'c.docx',
    'README',
    '.DS_Store',
    'x.db',
    'x.db-wal',
    'y.db',
  )
  const { passedOver } = await findInputs({ patterns: [folder], ownDatabase: join(folder, 'x.db') })
  expect(passedOver).toEqual({ '': 1, '.docx': 1, '.rar': 2, '.db': 1 })
  expect((await findInputs({ patterns: [join(folder, 'a.rar')] })).passedOver).toEqual({})
})

test('a pattern names folders, and what is refused with a reason, as well as files', async () => {
  const folder = folderWith('in/form.pdf', 'in/2024/old.pdf', 'in/2024/notes.md')
  const at = (path: string) => join(folder, 'in', path)
  symlinkSync('form.pdf', at('link.pdf'))
  execFileSync('mkfifo', [at('pipe.pdf')])
  const told = async (pattern: string) => {
    const { files, refused } = await findInputs({ patterns: [at(pattern)] })
    return [...files, ...refused.map(({ path }) => path)].map(path => relative(at('.'), path))
  }
  expect(await told('*.pdf')).toEqual(['form.pdf', 'link.pdf', 'pipe.pdf'])
  expect(await told('l*.pdf')).toEqual(['link.pdf'])
  expect(await told('20*')).toEqual(['2024/old.pdf'])
  expect(await told('**/*.pdf')).toEqual(['2024/old.pdf', 'form.pdf', 'link.pdf', 'pipe.pdf'])
})

test('a pattern that matches nothing is wrong usage; a listed path that is not there is refused', async () => {
  const folder = folderWith('a.pdf')
  await expect(findInputs({ patterns: [join(folder, '*.png')] })).rejects.toMatchObject({ code: 'no-such-input' })
  const { files, refused } = await findInputs({
    patterns: [],
    listed: [join(folder, 'gone.pdf'), join(folder, 'a.pdf')],
  })
  expect(files).toEqual([join(folder, 'a.pdf')])
  expect(refused).toMatchObject([{ issue: { code: 'unreadable-file' } }])
})

test('a listed name is taken to the letter', async () => {
  const folder = folderWith('scan [1].pdf', ' blank .txt')
  const listed = ['scan [1].pdf', ' blank .txt'].map(name => join(folder, name))
  expect((await findInputs({ patterns: [], listed })).files).toEqual([...listed].sort())
})

test('a file is known by its bytes, and a change since then is noticed', async () => {
  const folder = folderWith('form.txt')
  const opened = await openSource(join(folder, 'form.txt'))
  expect(opened.source).toMatchObject({ file: 'form.txt', bytes: 8 })
  if (opened.issue !== null) throw new Error('it must open')
  expect(await opened.isUnchanged()).toBe(true)
  writeFileSync(join(folder, 'form.txt'), 'otherwise')
  expect(await opened.isUnchanged()).toBe(false)
  rmSync(join(folder, 'form.txt'))
  expect(await opened.isUnchanged()).toBe(false)
  expect(await openSource(join(folder, 'form.txt'))).toMatchObject({ issue: { code: 'unreadable-file' } })
})
