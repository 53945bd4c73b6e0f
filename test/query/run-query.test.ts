import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runQuery } from '../../src/query/run-query.ts'
import { readGold } from '../store/gold-result.ts'
import { seedDatabase } from './seed-database.ts'

let file = ''
let remove = () => {}
beforeAll(async () => {
  ;({ file, remove } = await seedDatabase())
})
afterAll(() => remove())

const ask = (sql: string, options?: Parameters<typeof runQuery>[2]) => runQuery(file, sql, options)

describe('answers', () => {
  test('columns in the order of the query, rows as lists', async () => {
    const { columns, rows, truncated } = await ask(
      'SELECT sequence, project_name, budget_yuan FROM forms WHERE fiscal_year = 2024 ORDER BY budget_yuan DESC LIMIT 2; -- the two largest',
    )
    expect(columns).toStrictEqual(['sequence', 'project_name', 'budget_yuan'])
    expect(rows).toHaveLength(2)
    expect(rows[0]?.[2]).toBe(26641350)
    expect(truncated).toBe(false)
  })

  test('an empty result still has its columns', async () => {
    const { columns, rows } = await ask('SELECT project_name, 1 AS "1" FROM forms WHERE fiscal_year = :year', {
      params: { year: 1900 },
    })
    expect(columns).toStrictEqual(['project_name', '1'])
    expect(rows).toStrictEqual([])
  })

  test('columns of the same name, and named like numbers, are all there in their order', async () => {
    const { columns, rows } = await ask('SELECT \'x\' AS name, 1 AS "2025", 2 AS "2024", 3 AS name')
    expect(columns).toStrictEqual(['name', '2025', '2024', 'name:1'])
    expect(rows).toStrictEqual([['x', 1, 2, 3]])
  })

  test('a row limit is told', async () => {
    expect(await ask('SELECT * FROM indicators', { rowLimit: 10 })).toMatchObject({
      truncated: true,
      rows: { length: 10 },
    })
    expect(await ask('SELECT * FROM forms', { rowLimit: 36 })).toMatchObject({ truncated: false, rows: { length: 36 } })
  })

  test('the order of the query is kept, WITH and VALUES are queries too', async () => {
    const { rows } = await ask(
      'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 5) SELECT i FROM n ORDER BY -i',
    )
    expect(rows.flat()).toStrictEqual([5, 4, 3, 2, 1])
    expect((await ask("VALUES (1, 'a;b'), (2, '')")).rows).toStrictEqual([
      [1, 'a;b'],
      [2, ''],
    ])
    expect((await ask("SELECT x'00ff' AS blob")).rows).toStrictEqual([['00ff']])
  })

  test('budgets add up to the fen', async () => {
    const { rows } = await ask(
      "SELECT sum(amount_yuan) FROM funds WHERE scope = 'year' AND item = 'total' AND fiscal_year = 2024",
    )
    expect(rows).toStrictEqual((await ask('SELECT sum(budget_yuan) FROM forms WHERE fiscal_year = 2024')).rows)
    const fen = readGold().reduce((sum, { funds }) => sum + BigInt(funds.totalAnnual?.replace('.', '') ?? 0), 0n)
    expect(Number(rows[0]?.[0]).toFixed(2).replace('.', '')).toBe(String(fen))
  })

  test('every relation of the contract is there', async () => {
    const relations = [
      'documents',
      'pages',
      'forms',
      'funds',
      'indicators',
      'corrections',
      'findings',
      'provenance',
      'runs',
    ]
    for (const relation of relations) {
      expect((await ask(`SELECT * FROM ${relation}`)).rows.length, relation).toBeGreaterThan(0)
    }
    const blank = await ask(
      "SELECT amount_yuan, amount FROM funds WHERE scope = 'project' AND item = 'total' AND project_name = '残疾人就业保障金'",
    )
    expect(blank.rows).toStrictEqual([
      [null, null],
      [null, null],
      [null, null],
    ])
  })
})

describe('what is refused, and what is said of it', () => {
  test.each([
    ['SELCT 1', 'query-not-readonly'],
    ['', 'query-syntax'],
    ['-- nothing', 'query-syntax'],
    ['SELECT FROM', 'query-syntax'],
    ['SELECT nothing FROM forms', 'query-syntax'],
    ['SELECT * FROM nowhere', 'query-syntax'],
    ['SELECT 1; SELECT 2', 'query-syntax'],
    ['SELECT 1) UNION SELECT * FROM (SELECT 2', 'query-syntax'],
    ['SELECT (1', 'query-syntax'],
    ['DELETE FROM stored_forms', 'query-not-readonly'],
    ['WITH x AS (SELECT 1) DELETE FROM stored_forms', 'query-not-readonly'],
    ['/* SELECT */ DROP TABLE runs', 'query-not-readonly'],
    ["ATTACH '/tmp/x.db' AS x", 'query-not-readonly'],
    ["VACUUM INTO '/tmp/x.db'", 'query-not-readonly'],
    ['PRAGMA journal_mode = DELETE', 'query-not-readonly'],
    ['SELECT * FROM forms WHERE fiscal_year = :year', 'query-parameter'],
    ['SELECT * FROM forms WHERE fiscal_year = ?', 'query-parameter'],
    ["SELECT load_extension('/tmp/x.so')", 'query-syntax'],
    ["SELECT writefile('/tmp/x', 'y')", 'query-syntax'],
  ])('%s: %s', async (sql, code) => {
    const before = readFileSync(file)
    await expect(ask(sql)).rejects.toMatchObject({ code, exitStatus: 2, hint: expect.stringMatching(/\w{3}.*/) })
    expect(readFileSync(file).equals(before)).toBe(true)
  })

  test('a parameter that the query does not have', async () => {
    await expect(ask('SELECT 1', { params: { year: 2024 } })).rejects.toMatchObject({ code: 'query-parameter' })
    expect((await ask("SELECT ':year', :year", { params: { year: 'x' } })).rows).toStrictEqual([[':year', 'x']])
  })

  test('a database that is not there', async () => {
    await expect(runQuery(`${file}.missing`, 'SELECT 1')).rejects.toMatchObject({
      code: 'store-missing',
      exitStatus: 2,
    })
  })
})

describe('hostile queries end in time', () => {
  const endless = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)'

  test.each([
    [`${endless} SELECT count(*) FROM n`, 'query-timeout'],
    [`${endless} SELECT max(i) FROM n`, 'query-timeout'],
    ['WITH RECURSIVE n(i) AS (SELECT 1 UNION SELECT i + 1 FROM n) SELECT count(*) FROM n', 'query-timeout'],
    ['SELECT count(*) FROM provenance a, provenance b, provenance c', 'query-timeout'],
    ['SELECT length(hex(zeroblob(4e8)))', 'query-too-big'],
    [`${endless} SELECT group_concat(hex(randomblob(10000))) FROM n`, 'query-timeout'],
    [
      "SELECT instr(zeroblob(99000), CAST(zeroblob(49000) || x'01' AS BLOB)), instr(zeroblob(99000), CAST(zeroblob(49000) || x'01' AS BLOB))",
      null,
    ],
    [`SELECT ${'('.repeat(5000)}1${')'.repeat(5000)}`, 'query-syntax'],
  ])('%.100s', async (sql, code) => {
    const start = performance.now()
    const outcome = await ask(sql, { timeLimitMs: 300 }).then(
      () => null,
      (error: { code: string }) => error.code,
    )
    if (code !== null) expect(outcome).toBe(code)
    expect(performance.now() - start).toBeLessThan(3_000)
  })

  test('rows without end are cut, and large ones before memory is', async () => {
    expect(await ask(`${endless} SELECT i FROM n`, { rowLimit: 50 })).toMatchObject({
      truncated: true,
      rows: { length: 50 },
    })
    const large = await ask(`${endless} SELECT hex(zeroblob(40000)) AS a FROM n`, { rowLimit: 100_000 })
    expect(large.truncated).toBe(true)
    expect(large.rows.length).toBeLessThan(1_000)
  })

  test('a reader is not stopped by a limit of another', async () => {
    const [slow, quick] = await Promise.allSettled([
      ask(`${endless} SELECT count(*) FROM n`, { timeLimitMs: 200 }),
      ask('SELECT count(*) FROM forms'),
    ])
    expect(slow.status).toBe('rejected')
    expect(quick.status === 'fulfilled' && quick.value.rows).toStrictEqual([[36]])
  })
})
