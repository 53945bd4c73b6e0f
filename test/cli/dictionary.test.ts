import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cli, repositoryFile, temporaryFolder } from './run-cli.ts'

const folder = temporaryFolder()
const file = (name: string) => join(folder.path, name)
const db = file('x.db')
const seed = repositoryFile('samples/minhang-2024.txt')

const ask = async <Row>(sql: string): Promise<Row[]> =>
  JSON.parse((await cli(['query', sql, '--db', db, '--format', 'json'])).stdout) as Row[]

describe('dictionary', () => {
  let sha256 = ''

  beforeAll(async () => {
    await cli(['ingest', seed, '--db', db, '--no-progress'])
    sha256 = (await ask<{ sha256: string }>('SELECT sha256 FROM documents'))[0]!.sha256
  })
  afterAll(() => folder.remove())

  it('add: proposed at the next rebuild, and at every ingest', async () => {
    const { status, stdout } = await cli([
      'dictionary',
      'add',
      '有责投诉',
      '有效投诉',
      '--scope',
      'name',
      '--by',
      '李明',
      '--db',
      db,
    ])
    expect(status).toBe(0)
    expect(stdout).toContain('tabularium rebuild')
    const dry = await cli(['rebuild', '--db', db, '--dry-run'])
    expect(dry.stdout.match(/dictionary\/有责投诉 proposes it/gu)).toHaveLength(3)
    const changed = await cli(['ingest', seed, '--db', db, '--no-progress'])
    expect(changed.stdout).toContain('1 loaded')
    expect((await cli(['ingest', seed, '--db', db, '--no-progress'])).stdout).toContain('1 unchanged')
    expect((await cli(['rebuild', '--db', db])).stdout).toContain('1 up to date')
    expect(await ask("SELECT count(*) AS n FROM corrections WHERE rule = 'dictionary/有责投诉'")).toEqual([{ n: 3 }])
  })

  it('list: where entries come from and what they found', async () => {
    const { stdout } = await cli(['dictionary', 'list', '--used', '--format', 'json', '--db', db])
    const entries = JSON.parse(stdout) as Array<{ wrong: string; from: string; proposed: number; actor: string | null }>
    expect(entries.map(({ wrong, from, proposed, actor }) => [wrong, from, proposed, actor])).toEqual([
      ['有责投诉', 'database', 3, '李明'],
      ['不少以', 'files', 1, null],
      ['观览量', 'files', 1, null],
      ['运维护容', 'files', 3, null],
    ])
    const table = await cli(['dictionary', 'list', '--db', db])
    expect(table.stdout.split('\n').length).toBeGreaterThan(300)
  })

  it('import and export: round trip through a spreadsheet; a bad line refuses all', async () => {
    writeFileSync(file('in.csv'), '\uFEFFwrong;right;scope;source;note\r\n网格维户;网格维护;any;test;"\'=x; ""y"""\r\n')
    expect((await cli(['dictionary', 'import', file('in.csv'), '--by', '王芳', '--db', db])).stdout).toContain(
      '1 entry taken',
    )
    await cli(['dictionary', 'export', '--out', file('out.csv'), '--db', db])
    const out = readFileSync(file('out.csv'), 'utf8')
    expect(out).toBe(
      '\uFEFFwrong,right,scope,source,note\r\n有责投诉,有效投诉,name,李明,\r\n网格维户,网格维护,any,test,"\'=x; ""y"""\r\n',
    )
    expect((await cli(['dictionary', 'import', file('out.csv'), '--db', db])).status).toBe(0)
    const plain = await cli(['dictionary', 'export', '--db', db])
    expect(plain.stdout).toContain('网格维户,网格维护,any,test,"=x; ""y"""')
    writeFileSync(file('bad.csv'), 'wrong,right,scope,source,note\n一二,一三,any,t,\n好字,好词,any,t,\n坏,好,any,t,\n')
    const bad = await cli(['dictionary', 'import', file('bad.csv'), '--db', db])
    expect(bad.status).toBe(2)
    expect(bad.stderr).toMatch(/line 2, right: digits[\s\S]*line 4, wrong: one character/u)
    expect(await ask("SELECT * FROM dictionary_entries WHERE wrong = '好字'")).toEqual([])
  })

  it('learn: from edits that recur', async () => {
    const edit = (form: number, path: string, before: string) =>
      `${sha256},${form},${path},${before},edited,${before.replace('考察', '考核')}\n`
    const csv =
      'Document key,Form,Value,Read as,Your decision,Your text\n' +
      edit(12, 'indicators[2].level3', '招商考察接待完成数') +
      edit(12, 'indicators[8].level3', '招商考察接待及时性')
    expect((await cli(['corrections', 'import', '-', '--db', db, '--by', '李明'], csv)).status).toBe(0)
    const shown = await cli(['dictionary', 'learn', '--db', db])
    expect(shown.stdout).toMatch(/招商考察接待 +招商考核接待 +name +2 +100%/u)
    expect((await cli(['dictionary', 'learn', '--least', '3', '--db', db])).stdout).toContain('No change recurs')
    const added = await cli(['dictionary', 'learn', '--add', '--json', '--db', db])
    expect(JSON.parse(added.stdout)).toMatchObject({ added: true, entries: [{ wrong: '招商考察接待', uses: 2 }] })
    const { stdout } = await cli(['rebuild', '--db', db])
    expect(stdout).toMatch(/minhang-2024.txt:11 .*dictionary\/招商考察接待 proposes it/u)
    expect(await ask("SELECT source FROM dictionary_entries WHERE wrong = '招商考察接待'")).toEqual([
      { source: '2 decisions of 李明' },
    ])
  })

  it('revoke: lists what a rule touched and stops it; --undo lets it hold again', async () => {
    const listed = await cli(['dictionary', 'revoke', '运维护容', '--dry-run', '--json', '--db', db])
    expect(JSON.parse(listed.stdout)).toMatchObject({
      rule: 'dictionary/运维护容',
      revoked: false,
      touched: [{ sequence: 12, path: 'indicators[1].level3' }, {}, {}],
    })
    await cli(['dictionary', 'revoke', '运维护容', '--db', db, '--by', '王芳'])
    const labels = await cli(['dictionary', 'revoke', 'label/glyph', '--db', db, '--by', '王芳'])
    expect(labels.stdout).toContain('label/glyph touched 5 values; it is revoked from now on.')
    const { stdout } = await cli(['rebuild', '--db', db])
    expect(stdout).toMatch(/社会效益指标 +仁云双益指标 +label\/glyph rejected by 王芳/u)
    expect(await ask("SELECT count(*) AS n FROM corrections WHERE rule = 'dictionary/运维护容'")).toEqual([{ n: 0 }])
    expect(await ask("SELECT count(*) AS n FROM indicators WHERE level2 = '仁云双益指标'")).toEqual([{ n: 2 }])
    const again = await cli(['dictionary', 'add', '运维护容', '运维扩容', '--db', db])
    expect(again.stdout).toMatch(/dictionary\/运维护容 was revoked by 王芳 on \d{4}-\d\d-\d\d; it holds again\./u)
    for (const rule of ['运维护容', 'label/glyph']) await cli(['dictionary', 'revoke', rule, '--undo', '--db', db])
    await cli(['rebuild', '--db', db])
    expect(await ask("SELECT count(*) AS n FROM corrections WHERE rule = 'dictionary/运维护容'")).toEqual([{ n: 3 }])
    expect(await ask("SELECT count(*) AS n FROM indicators WHERE level2 = '仁云双益指标'")).toEqual([{ n: 0 }])
  })

  it('revoke: tells what people decided about a rule also when no ledger names it any more', async () => {
    const csv = `Document key,Form,Value,Read as,Your decision,Your text\n${sha256},12,indicators[1].level3,运维护容,rejected,\n`
    expect((await cli(['corrections', 'import', '-', '--db', db, '--by', '李明'], csv)).status).toBe(0)
    await cli(['dictionary', 'revoke', '运维护容', '--db', db, '--by', '王芳'])
    await cli(['rebuild', '--db', db])
    const again = await cli(['dictionary', 'revoke', '运维护容', '--json', '--db', db])
    expect(JSON.parse(again.stdout)).toMatchObject({
      revoked: true,
      changed: false,
      touched: [{ file: 'minhang-2024.txt', path: 'indicators[1].level3', decision: 'rejected', actor: '李明' }],
    })
  })

  it.each([
    ['a rule that nobody knows', ['revoke', 'nothing'], 'unknown-rule'],
    ['digits', ['add', '2023年', '2024年'], 'dictionary-invalid'],
    ['an unknown scope', ['add', '一个', '一项', '--scope', 'names'], 'organisation'],
    ['labels', ['add', '一个', '一项', '--scope', 'label'], 'organisation'],
    ['a share above 1', ['learn', '--precision', '2'], 'from 0 to 1'],
    ['a file that is not there', ['import', 'nowhere.csv'], 'unreadable-text-file'],
  ])('wrong usage: %s', async (_, args, says) => {
    const { status, stderr } = await cli(['dictionary', ...args, '--db', db])
    expect(status).toBe(2)
    expect(stderr).toContain(says)
  })

  it('makes no database', async () => {
    const { status, stderr } = await cli(['dictionary', 'add', '一个', '一项', '--db', file('none.db')])
    expect([status, stderr.includes('store-missing')]).toEqual([2, true])
  })
})
