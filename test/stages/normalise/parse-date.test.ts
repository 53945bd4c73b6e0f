import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseDate } from '../../../src/stages/normalise/parse-date.ts'

fc.configureGlobal({ seed: 20240101 })

describe('dates', () => {
  test.each([
    ['2024-01-01', '2024-01-01'],
    ['2024-1-1', '2024-01-01'],
    ['2024年1月1日', '2024-01-01'],
    ['2024 年 12 月 31 日', '2024-12-31'],
    ['2024.1.1', '2024-01-01'],
    ['2024/01/01', '2024-01-01'],
    ['20240101', '2024-01-01'],
    ['45292', '2024-01-01'],
    ['36526', '2000-01-01'],
    ['２０２４－０１－０１', '2024-01-01'],
    ['2024—12—31', '2024-12-31'],
    ['2024-01-01 00:00:00', '2024-01-01'],
    ['2024-02-29', '2024-02-29'],
    [' 2024-12- 31\n', '2024-12-31'],
  ])('%j is %s without doubt', (raw, date) => {
    expect(parseDate(raw)).toMatchObject({ date, doubts: [] })
  })

  test.each(['', ' \n', '\u3000'])('a blank (%j) is null without doubt', raw => {
    expect(parseDate(raw)).toEqual({ date: null, text: '', doubts: [] })
  })

  test.each([
    ['2024-01.01', '2024-01-01'],
    ['2024-0101', '2024-01-01'],
    ['2024 01 01', '2024-01-01'],
    ['0024-01-01', '0024-01-01'],
    ['2924-01-01', '2924-01-01'],
  ])('%s is read as %s, with a doubt', (raw, date) => {
    expect(parseDate(raw).date).toBe(date)
    expect(parseDate(raw).doubts).not.toEqual([])
  })

  test.each([
    '2024-13-01',
    '2024-02-30',
    '2023-02-29',
    '2024-00-10',
    '2O24-01-01',
    '2024-01-0l',
    '2024年1月',
    '2024',
    '12-31',
    '99999',
    '12345',
    '尽快',
    '2024-01-012',
  ])('%s is no day, with a doubt', raw => {
    expect(parseDate(raw).date).toBeNull()
    expect(parseDate(raw).doubts).not.toEqual([])
  })

  test('every day of the century comes back from each of its prints', () => {
    const day = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(day, date => {
        const iso = date.toISOString().slice(0, 10)
        const [year, month, dayOfMonth] = iso.split('-').map(Number)
        const serial = (Date.parse(iso) - Date.UTC(1899, 11, 30)) / 86_400_000
        for (const print of [
          iso,
          iso.replaceAll('-', '.'),
          iso.replaceAll('-', '/'),
          iso.replaceAll('-', ''),
          `${year}年${month}月${dayOfMonth}日`,
          String(serial),
        ])
          expect(parseDate(print), print).toMatchObject({ date: iso, doubts: [] })
      }),
    )
  })

  test('whatever comes in is a day of the calendar or null with a doubt', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.constantFrom(...'0123456789-./年月日 '), { maxLength: 12 }).map(chars => chars.join('')),
    )
    fc.assert(
      fc.property(text, raw => {
        const { date, text: seen, doubts } = parseDate(raw)
        if (date !== null) expect(new Date(`${date}T00:00:00Z`).toISOString().slice(0, 10)).toBe(date)
        else if (seen !== '') expect(doubts).not.toEqual([])
      }),
      { numRuns: 2000 },
    )
  })
})
