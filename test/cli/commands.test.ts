import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import stringWidth from 'string-width'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unzip } from '../report/unzip.ts'
import { cli, ended, repositoryFile, startCli, temporaryFolder } from './run-cli.ts'

const folder = temporaryFolder()
const db = join(folder.path, 'seed.db')
const file = (name: string) => join(folder.path, name)
const seed = repositoryFile('samples/minhang-2024.txt')

function jsonLines(text: string): unknown[] {
  return text
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as unknown)
}

describe('command line', () => {
  beforeAll(async () => {
    const { status, stdout, stderr } = await cli(['ingest', seed, '--db', db, '--json'])
    expect(stderr).toContain('[1/1] loaded minhang-2024.txt')
    expect(status).toBe(0)
    const [summary] = jsonLines(stdout)
    expect(jsonLines(stdout)).toHaveLength(1)
    expect(summary).toMatchObject({
      documents: [{ file: 'minhang-2024.txt', status: 'loaded', pages: 1, forms: 12, indicators: 152, error: null }],
      counts: { loaded: 1 },
    })
  })
  afterAll(() => folder.remove())

  it('ingest: the same file again changes nothing and says so', async () => {
    const { status, stdout, stderr } = await cli(['ingest', seed, '--db', db, '--no-progress'])
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toContain('1 unchanged')
  })

  it('ingest: tells by its exit status and its JSON what became of each document', async () => {
    const broken = file('broken.txt')
    writeFileSync(broken, '')
    const none = await cli(['ingest', broken, '--db', file('none.db'), '--json', '--no-progress'])
    expect(none.status).toBe(4)
    expect(none.stderr).toContain('failed broken.txt')
    expect(jsonLines(none.stdout)[0]).toMatchObject({
      documents: [{ status: 'failed', error: { code: 'empty-file' } }],
    })
    const some = await cli(['ingest', broken, seed, '--db', file('some.db'), '--json', '--quiet'])
    expect(some.status).toBe(3)
    expect(jsonLines(some.stdout)[0]).toMatchObject({ counts: { loaded: 1, failed: 1 } })
  })

  it('ingest: an empty folder is told', async () => {
    mkdirSync(file('empty'))
    const { status, stdout } = await cli(['ingest', file('empty'), '--db', file('empty.db'), '--no-progress'])
    expect(status).toBe(4)
    expect(stdout).toContain('nothing to read')
  })

  it.each([
    ['an unknown command', ['ingets'], 'ingest'],
    ['an unknown flag', ['export', '--fromat', 'csv'], '--format'],
    ['a missing argument', ['ingest'], 'path'],
    ['a wrong setting', ['ingest', seed, '--jobs', 'many'], 'jobs'],
    ['a missing input', ['ingest', file('nowhere.pdf')], 'nowhere.pdf'],
    ['a missing database', ['export', '--db', file('nowhere.db')], 'nowhere.db'],
    ['an unknown format', ['export', '--format', 'xml'], 'jsonl'],
    ['a query that writes', ['query', 'DELETE FROM forms', '--db', db], 'only read'],
    ['an unknown named query', ['query', '--named', 'nothing', '--db', db], 'largest-budgets'],
    ['two questions at once', ['query', 'SELECT 1', '--list'], 'either'],
    ['a limit that is no number', ['query', 'SELECT 1', '--limit', '0'], 'whole number'],
    ['an unknown document', ['show', 'nothing.pdf:1', '--db', db], 'nothing.pdf'],
    ['an unknown value', ['show', 'minhang-2024.txt:1', 'colour', '--db', db], 'colour'],
    [
      'a picture of a text file',
      ['show', 'minhang-2024.txt:1', 'projectName', '--crop', 'x.png', '--db', db],
      'picture',
    ],
    ['an unknown family', ['forms', 'show', 'balance-sheet'], 'performance-goal'],
    ['a folder without families', ['forms', 'check', folder.path], 'units.csv'],
    [
      'a place that cannot be written',
      ['export', '--db', db, '--out', file('no/where.jsonl')],
      'folder does not exist',
    ],
  ])('wrong usage: %s', async (_, args, says) => {
    const { status, stdout, stderr } = await cli(args)
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toContain(says)
    expect(stderr).not.toMatch(/^\s+at /mu)
  })

  it('a file that is no database: exit status 5', async () => {
    writeFileSync(file('text.db'), 'no database, but long enough to be looked at as one '.repeat(40))
    const { status, stderr } = await cli(['ingest', seed, '--db', file('text.db'), '--json'])
    expect(status).toBe(5)
    expect(stderr).toContain('is not a database')
  })

  it('query: aligned for people, exact for programs', async () => {
    const args = ['query', '--named', 'largest-budgets', '--param', 'rows=3', '--db', db]
    const table = await cli(args)
    const widths = new Set(
      table.stdout
        .trimEnd()
        .split('\n')
        .map(line => stringWidth(line)),
    )
    expect(widths.size).toBe(1)
    expect(table.stdout).toContain('26,641,350.00')
    const json = await cli([...args, '--format', 'json'])
    expect(JSON.parse(json.stdout)).toMatchObject([{ budget_yuan: 26641350, project: '招商经费' }, {}, {}])
    const markdown = await cli([...args, '--format', 'markdown'])
    expect(markdown.stdout).toContain('| ---: | --- |')
  })

  it('query: says when there are more rows, and takes values and statements from outside', async () => {
    const cut = await cli(['query', 'SELECT value FROM indicators', '--limit', '2', '--format', 'csv', '--db', db])
    expect(cut.stdout.split('\r\n')).toHaveLength(4)
    expect(cut.stderr).toContain('There are more rows than these 2')
    const sql = 'SELECT count(*) AS n FROM indicators WHERE fiscal_year = :year AND value LIKE :begins'
    const { stdout } = await cli(
      ['query', '-', '--param', 'year=2024', '--param', 'begins==%', '--format', 'jsonl', '--db', db],
      sql,
    )
    expect((JSON.parse(stdout) as { n: number }).n).toBeGreaterThan(10)
  })

  it('query: a pipe that closes early is no error', async () => {
    const child = startCli([
      'query',
      'SELECT * FROM indicators a, indicators b LIMIT 20000',
      '--format',
      'csv',
      '--db',
      db,
    ])
    child.stdout?.once('data', () => child.stdout?.destroy())
    const { stderr } = await ended(child)
    expect(stderr).toBe('')
  })

  it('query --list: every named query with its parameters', async () => {
    const { stdout } = await cli(['query', '--list', '--format', 'json'])
    const names = (JSON.parse(stdout) as Array<{ name: string }>).map(({ name }) => name)
    expect(names.length).toBeGreaterThanOrEqual(12)
    expect(names).toEqual([...names].sort())
  })

  it('search: finds two characters', async () => {
    const { stdout } = await cli(['search', '满意', '--db', db, '--limit', '3'])
    expect(stdout).toContain('满意度')
    const none = await cli(['search', '恐龙', '--db', db])
    expect([none.status, none.stdout]).toEqual([0, ''])
    expect(none.stderr).toContain('No form')
  })

  it('export: JSONL, CSV for Excel and for programs, XLSX', async () => {
    const jsonl = await cli(['export', '--db', db])
    expect(jsonLines(jsonl.stdout)).toHaveLength(12)
    await cli(['export', '--db', db, '--out', file('rows.csv')])
    const forExcel = readFileSync(file('rows.csv'), 'utf8')
    expect(forExcel.startsWith('\uFEFFfile,')).toBe(true)
    expect(forExcel).toContain(",'=1.00(项),")
    const plain = await cli(['export', '--db', db, '--format', 'csv'])
    expect(plain.stdout.startsWith('file,')).toBe(true)
    expect(plain.stdout).toContain(',=1.00(项),')
    expect(plain.stdout.trimEnd().split('\r\n')).toHaveLength(153)
    await cli(['export', '--db', db, '--out', file('all.xlsx')])
    expect(unzip(readFileSync(file('all.xlsx'))).has('xl/worksheets/sheet4.xml')).toBe(true)
  })

  it('report: every report in every format', async () => {
    for (const report of ['corrections', 'findings', 'batch']) {
      await cli(['report', report, '--db', db, '--out', file(`${report}.html`)])
      expect(readFileSync(file(`${report}.html`), 'utf8')).toMatch(
        /^<!doctype html>[\s\S]*minhang-2024\.txt[\s\S]*<\/html>\n$/u,
      )
      const { stdout } = await cli(['report', report, '--db', db, '--format', 'json'])
      expect(JSON.parse(stdout)).toBeTruthy()
    }
    const findings = await cli(['report', 'findings', '--db', db])
    expect(findings.stdout.match(/cost-target-vs-budget/gu)).toHaveLength(3)
    const corrections = await cli(['report', 'corrections', '--db', db])
    expect(corrections.stdout).toMatch(/运维护容,运维扩容,proposed/u)
  })

  it('show: where a value comes from', async () => {
    const { stdout } = await cli(['show', 'minhang-2024.txt:12', 'indicators[0].value', '--db', db])
    expect(stdout).toContain('≤100.00(万元)')
    expect(stdout).toMatch(/line \d+, cell \d+/u)
    expect(stdout).toContain('cost-target-vs-budget')
    const all = await cli(['show', 'c83cfcc0:12', '--db', db])
    expect(all.stdout).toContain('招商经费')
  })

  it('forms and doctor', async () => {
    expect((await cli(['forms', 'list'])).stdout).toContain('performance-goal')
    expect((await cli(['forms', 'check'])).stdout).toContain('ok performance-goal')
    const { status, stdout } = await cli(['doctor', '--db', db, '--json'])
    const { checks } = JSON.parse(stdout) as { checks: Array<{ name: string; status: string }> }
    expect(status).toBe(0)
    expect(checks.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'node',
        'sqlite',
        'search',
        'forms',
        'models',
        'pdf-fonts',
        'chinese-font',
        'ppocr',
        'tesseract',
        'permission',
        'space',
      ]),
    )
  })

  it('a report never leaves a part of a file behind', async () => {
    writeFileSync(file('kept.csv'), 'as it was')
    const { status } = await cli(['export', '--db', file('nowhere.db'), '--out', file('kept.csv')])
    expect(status).toBe(2)
    expect(readFileSync(file('kept.csv'), 'utf8')).toBe('as it was')
    expect(existsSync(file('no'))).toBe(false)
  })
})
