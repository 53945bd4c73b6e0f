import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Papa from 'papaparse'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exported } from '../golden/exported.ts'
import { cli, repositoryFile, temporaryFolder } from './run-cli.ts'

const folder = temporaryFolder()
const file = (name: string) => join(folder.path, name)
const db = file('x.db')
const seed = repositoryFile('samples/minhang-2024.txt')

type Row = Record<string, string>

/** Exports the sheet, fills it in as a person would, and saves it anew. */
async function fill(name: string, change: (row: Row) => Row, args: readonly string[] = []): Promise<string> {
  await cli(['corrections', 'export', '--db', db, '--out', file(name), ...args])
  const { data } = Papa.parse<Row>(
    readFileSync(file(name), 'utf8')
      .replace(/^\uFEFF/u, '')
      .trimEnd(),
    { header: true },
  )
  writeFileSync(file(name), `\uFEFF${Papa.unparse(data.map(change), { delimiter: ';', newline: '\r\n' })}`)
  return file(name)
}

const rows = async (sql: string): Promise<Row[]> =>
  JSON.parse((await cli(['query', sql, '--db', db, '--format', 'json'])).stdout) as Row[]

describe('corrections', () => {
  let untouched = ''

  beforeAll(async () => {
    await cli(['ingest', seed, '--db', db, '--no-progress'])
    untouched = await exported(db)
  })
  afterAll(() => folder.remove())

  it('out, decided about in a spreadsheet, and in: values, relations, search and export follow', async () => {
    const sheet = await fill('decide.csv', row => {
      if (row['Read as'] === '运维护容' && row.Value === 'indicators[1].level3')
        return { ...row, 'Your decision': 'accepted' }
      if (row['Read as'] === '运维护容' && row.Value === 'indicators[4].level3')
        return { ...row, 'Your decision': 'edited', 'Your text': '运维 扩展' }
      if (row['Read as'] === '观览量') return { ...row, 'Your decision': 'rejected' }
      if (row['Read as'] === '仁云双益指标' && row.Value === 'indicators[6].level2')
        return { ...row, 'Your decision': 'reject' }
      return row
    })
    const dry = await cli(['corrections', 'import', sheet, '--db', db, '--by', '李明', '--dry-run'])
    expect(dry.status).toBe(0)
    expect(dry.stdout).toContain('4 decisions would be taken.')
    expect(await exported(db)).toBe(untouched)

    const { status, stdout, stderr } = await cli(['corrections', 'import', sheet, '--db', db, '--by', '李明'])
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toContain('4 decisions taken.')
    expect(stdout).toMatch(/运维护容完成数 +运维扩容完成数 +dictionary\/运维护容 accepted by 李明/u)
    expect(await rows("SELECT level3 FROM indicators WHERE level3 LIKE '运维%' ORDER BY position")).toEqual([
      { level3: '运维扩容完成数' },
      { level3: '运维扩展验收合格数' },
      { level3: '运维护容及时性' },
    ])
    expect(
      await rows('SELECT verdict, count(*) AS n, min(actor) AS actor FROM decisions WHERE holds GROUP BY 1 ORDER BY 1'),
    ).toEqual([
      { verdict: 'accepted', n: 1, actor: '李明' },
      { verdict: 'edited', n: 1, actor: '李明' },
      { verdict: 'rejected', n: 2, actor: '李明' },
    ])
    expect((await cli(['search', '运维扩展', '--db', db])).stdout).toContain('运维扩展验收合格数')
    expect(await rows("SELECT level2 FROM indicators WHERE level2 = '仁云双益指标'")).toHaveLength(1)
    const shown = await cli(['show', 'minhang-2024.txt:12', 'indicators[1].level3', '--db', db])
    expect(shown.stdout).toMatch(/accepted "运维护容" → "运维扩容" \(.*李明/u)
  })

  it('report corrections --by: precision where people decided', async () => {
    const by = async (what: string) =>
      JSON.parse((await cli(['report', 'corrections', '--by', what, '--format', 'json', '--db', db])).stdout) as Row[]
    expect(await by('rule')).toContainEqual(
      expect.objectContaining({
        rule: 'dictionary/运维护容',
        corrections: 3,
        accepted: 1,
        edited: 1,
        precision_percent: 50,
      }),
    )
    expect(await by('pair')).toContainEqual(expect.objectContaining({ read: '护', meant: '扩', corrections: 2 }))
    expect(await by('document')).toMatchObject([{ file: 'minhang-2024.txt', rejected: 2 }])
    const named = await cli(['query', '--named', 'corrections-by-rule', '--format', 'json', '--db', db])
    expect(JSON.parse(named.stdout)).toContainEqual(
      expect.objectContaining({ rule: 'dictionary/运维护容', method: 'dictionary', edited: 1, precision_percent: 50 }),
    )
  })

  it('the sheet taken in again as it comes out changes nothing', async () => {
    const before = await exported(db)
    const sheet = await fill('again.csv', row => row)
    const { stdout } = await cli(['corrections', 'import', sheet, '--db', db, '--by', '王芳'])
    expect(stdout).toBe('0 decisions taken, 4 decisions held already.\n')
    expect(await exported(db)).toBe(before)
  })

  it('decisions survive being read again', async () => {
    const before = await exported(db)
    const again = await cli(['ingest', seed, '--db', db, '--no-progress'])
    expect(again.stdout).toContain('1 unchanged')
    await cli(['ingest', seed, '--db', db, '--force', '--no-progress'])
    expect(await exported(db)).toBe(before)
  })

  it('a sheet with a bad row changes nothing, and every bad row is told', async () => {
    const before = await exported(db)
    let seen = 0
    const sheet = await fill(
      'bad.csv',
      row => {
        seen += 1
        const wrong: Row[] = [
          { 'Your decision': 'accepted' },
          { 'Your decision': 'perhaps' },
          { 'Your decision': 'rejected', 'Document key': '0'.repeat(64) },
          { 'Your decision': 'rejected', Form: '13' },
          { 'Your decision': 'rejected', Value: 'indicators[99].level3' },
          { 'Your decision': 'rejected', 'Read as': '别的' },
          {
            'Your decision': 'edited',
            'Your text': 'viel',
            Value: 'funds.totalAnnual',
            'Read as': '26641350.00',
            Form: '12',
          },
          { 'Your decision': 'rejected', Value: 'projectName', 'Read as': '招商经费', Form: '12' },
        ]
        return { ...row, ...wrong[seen - 1] }
      },
      ['--state', 'applied'],
    )
    const { status, stdout, stderr } = await cli(['corrections', 'import', sheet, '--db', db])
    expect([status, stdout]).toEqual([2, ''])
    for (const line of [
      'row 3 [unknown-decision]',
      'row 4 [no-document]',
      'row 5 [no-form]',
      'row 6 [no-value]',
      'row 7 [text-changed]',
      'row 8 [unreadable-text]',
      'row 9 [nothing-proposed]',
    ])
      expect(stderr).toContain(line)
    expect(stderr).toContain('7 rows cannot be taken, so nothing was.')
    const json = await cli(['corrections', 'import', sheet, '--db', db, '--json'])
    expect((JSON.parse(json.stdout) as { faults: unknown[] }).faults).toHaveLength(7)
    expect(await exported(db)).toBe(before)
  })

  it('any value can be edited, in a sheet of one row from stdin', async () => {
    const [document] = await rows('SELECT sha256 FROM documents')
    const csv = `Document key,Form,Value,Read as,Your decision,Your text\n${document?.sha256},12,funds.totalAnnual,26641350.00,edited,"1,000,000.00"\n`
    const answer = await cli(['corrections', 'import', '-', '--db', db, '--json'], csv)
    expect(JSON.parse(answer.stdout)).toMatchObject({ taken: 1, faults: [], rebuild: { counts: { values: 1 } } })
    expect(await rows('SELECT budget_yuan FROM forms WHERE sequence = 12')).toEqual([{ budget_yuan: 1_000_000 }])
    expect(await rows("SELECT rule FROM findings WHERE rule = 'cost-target-vs-budget'")).toHaveLength(2)
  })

  it('withdrawn decisions leave no trace in the values', async () => {
    const decided = ['accepted', 'rejected', 'edited']
    const sheet = await fill('withdraw.csv', row =>
      decided.includes(row['Your decision'] ?? '') ? { ...row, 'Your decision': 'withdrawn', 'Your text': '' } : row,
    )
    const { stdout } = await cli(['corrections', 'import', sheet, '--db', db])
    expect(stdout).toContain('5 decisions taken.')
    expect(await exported(db)).toBe(untouched)
  })
})
