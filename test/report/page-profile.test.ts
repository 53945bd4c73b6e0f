import { expect, test } from 'vitest'
import { PageWatch } from '../../src/model/page-timing.ts'
import { PageProfile } from '../../src/report/page-profile.ts'

test('steps are averaged over pages and share the whole among them', () => {
  const profile = new PageProfile()
  expect(profile.steps()).toEqual([])
  profile.add({ open: 10, clean: 20, grid: 10, recognise: 100, rest: 20 })
  profile.add({ open: 30, clean: 0, grid: 10, recognise: 100, rest: 20 })
  expect(profile.pages).toBe(2)
  expect(profile.steps().map(({ msPerPage }) => msPerPage)).toEqual([20, 10, 10, 100, 20])
  expect(profile.steps().map(({ share }) => share)).toEqual([0.125, 0.0625, 0.0625, 0.625, 0.125])
})

test('a watch tells the stages of reading from what comes before and between them', async () => {
  const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))
  const watch = new PageWatch()
  await pause(20)
  await watch.time('reading', async () => {
    await watch.time('clean', () => pause(20))
    await pause(20)
    await watch.time('recognise', () => pause(20))
    await watch.time('recognise', () => pause(20))
  })
  const { open, clean, grid, recognise, rest } = watch.timing()
  // A timer may fire a millisecond early by this clock, and late by any amount.
  for (const ms of [open, clean, rest]) expect(ms).toBeGreaterThanOrEqual(18)
  expect(recognise).toBeGreaterThanOrEqual(36)
  expect(grid).toBe(0)
})
