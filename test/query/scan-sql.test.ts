import fc from 'fast-check'
import { expect, test } from 'vitest'
import { scanSql, withoutParameters } from '../../src/query/scan-sql.ts'

test('quotes, comments and brackets hide what is in them', () => {
  const scanned = scanSql(`select ';:a' , "b;:c", [d;] /* ; :e */ -- ; :f
    from (select delete_me from x) where y = :g and z = @h or w = ?1 ; ;`)
  expect(scanned.words).toStrictEqual(['SELECT', 'FROM', 'WHERE', 'Y', 'AND', 'Z', 'OR', 'W'])
  expect(scanned.parameters).toStrictEqual([':g', '@h', '?'])
  expect(scanned).toMatchObject({ isFollowed: false, depth: 0 })
  expect(scanned.statement.trimEnd().endsWith('?1')).toBe(true)
})

test('a second statement is seen behind comments and spaces', () => {
  expect(scanSql('SELECT 1; /* x */ -- y\n SELECT 2').isFollowed).toBe(true)
  expect(scanSql('SELECT 1; /* x */ -- y').isFollowed).toBe(false)
  expect(scanSql("SELECT 'it''s; one'").isFollowed).toBe(false)
})

test('parameters become NULL, everything else stays', () => {
  expect(withoutParameters("SELECT :a, ':b', x FROM y WHERE z > ? -- :c")).toBe(
    "SELECT NULL, ':b', x FROM y WHERE z > NULL -- :c",
  )
})

test('any text at all can be scanned, and nothing of it is lost', () => {
  const pieces = fc.array(
    fc.constantFrom("'", '"', '`', '[', ']', '(', ')', ';', '--', '/*', '*/', '\n', ':a', '?', 'é', '满', '1e9', ' '),
  )
  fc.assert(
    fc.property(pieces, parts => {
      const sql = parts.join('')
      expect(sql.startsWith(scanSql(sql).statement)).toBe(true)
      if (!/[:?]/.test(sql)) expect(withoutParameters(sql)).toBe(sql)
    }),
  )
})
