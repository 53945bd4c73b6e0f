import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { deflateSync } from 'node:zlib'
import { PDFDocument } from 'pdf-lib'
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest'
import type { PageReading } from '../../../src/model/page-reading.ts'
import { childScript } from '../../../src/run/page-worker/child-script.ts'
import { memorySignal } from '../../../src/run/page-worker/guardian.ts'
import { createPagePool, type PagePool, type ReadOptions } from '../../../src/run/page-worker/page-pool.ts'
import { type WorkerEvent, WorkerPool, type WorkerPoolOptions } from '../../../src/run/page-worker/worker-pool.ts'
import { scanPdf, testPicture } from '../../engines/pdf/make-pdf.ts'
import type { Faults } from './faulty-scan-reader.ts'

const fixtures = new URL('../../engines/pdf/fixtures/', import.meta.url).pathname
const faultyReader = new URL('./faulty-scan-reader.ts', import.meta.url).href
const folder = mkdtempSync(join(tmpdir(), 'page-pool-'))
afterAll(() => rmSync(folder, { recursive: true }))

let pool: PagePool
afterEach(() => pool.close())

function poolOf(options: Partial<WorkerPoolOptions> & { readonly faults?: Faults } = {}): PagePool {
  const { faults = {}, ...rest } = options
  pool = createPagePool({ size: 2, scanModule: faultyReader, scanOptions: faults, ...rest })
  return pool
}

async function read(path: string, options?: ReadOptions): Promise<PageReading[]> {
  const document = await pool.readDocument(path, options)
  if (document.issue) throw new Error(document.issue.message)
  const readings: PageReading[] = []
  for await (const reading of document.pages) readings.push(reading)
  return readings
}

function file(name: string, bytes: Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}

/** A PDF whose pages are scans. */
async function scans(count: number): Promise<string> {
  const document = await PDFDocument.create()
  const [page] = await document.copyPages(await PDFDocument.load(await scanPdf()), [0])
  for (let i = 0; i < count; i++) document.addPage(page)
  return file(`scans-${count}.pdf`, await document.save())
}

const codes = (readings: readonly PageReading[]) => readings.map(r => r.issues.map(i => i.code).join())
const texts = (readings: readonly PageReading[]) =>
  readings.map(r => r.blocks.map(b => (b.kind === 'line' ? b.reading.text : `${b.rows} rows`)).join())

describe('reading', () => {
  test('digital pages come from their text, scans through the scan reader, all in order', async () => {
    poolOf()
    expect(texts(await read(join(fixtures, 'form.pdf')))).toEqual([
      '财政项目支出绩效目标申报表,（2024年度）,4 rows',
      '1 rows',
    ])
    const readings = await read(await scans(9))
    expect(readings.map(r => r.page)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(new Set(texts(readings))).toEqual(new Set(['600×800']))
    expect(readings[0]).toMatchObject({
      width: 300,
      height: 400,
      blocks: [{ place: { box: { width: 150, height: 200 } } }],
    })
  })

  test('known pages are left out, and leaving the loop early stops reading', async () => {
    poolOf()
    const path = await scans(9)
    expect((await read(path, { isKnown: page => page % 2 === 1 })).map(r => r.page)).toEqual([2, 4, 6, 8])
    const document = await pool.readDocument(path)
    if (document.issue) throw new Error(document.issue.message)
    for await (const reading of document.pages) if (reading.page === 2) break
    expect(texts(await read(path))).toHaveLength(9)
  })

  test('images are read through the scan reader; without one pages are reported, never blank', async () => {
    poolOf()
    const path = file('page.png', await testPicture(600, 800, 'png'))
    expect(texts(await read(path))).toEqual(['600×800'])
    await pool.close()
    poolOf({ scanModule: null })
    expect(codes(await read(path))).toEqual(['page-unreadable'])
  })

  test('a scan of one px a point is read at the resolution of a sheet, and boxes are in points of the page', async () => {
    const document = await PDFDocument.create()
    const image = await document.embedJpg(await testPicture(1240, 1754, 'jpeg'))
    document.addPage([1240, 1754]).drawImage(image, { x: 0, y: 0, width: 1240, height: 1754 })
    poolOf()
    const [reading] = await read(file('unit-slip.pdf', await document.save()))
    expect(Math.round(reading!.dpi!)).toBe(150)
    expect(reading).toMatchObject({ width: 1240, height: 1754 })
    expect(reading!.blocks[0]).toMatchObject({ place: { box: { width: 620 }, pixels: { width: 620 } } })
  })

  test('a picture on a digital page is read as well, and its text has its place on the page', async () => {
    const document = await PDFDocument.create()
    const page = document.addPage([300, 400])
    page.drawText('The text of the page stands above.', { x: 20, y: 370, size: 12 })
    const picture = await document.embedPng(await testPicture(400, 300, 'png'))
    page.drawImage(picture, { x: 50, y: 100, width: 200, height: 150 })
    poolOf()
    const [reading] = await read(file('mixed.pdf', await document.save()))
    expect(reading).toMatchObject({ source: 'pdf-text', width: 300, height: 400 })
    expect(reading!.blocks.map(b => b.kind === 'line' && b.reading.engine)).toEqual(['pdf-text', 'test'])
    const second = reading!.blocks[1]!
    const box = second.kind === 'line' ? second.place.box : null
    for (const [value, expected] of [
      [box!.x, 50],
      [box!.y, 150],
      [box!.width, 100],
      [box!.height, 75],
    ] as const)
      expect(Math.abs(value - expected)).toBeLessThan(1)
  })

  test('workers are replaced after their number of pages, and nothing is lost', async () => {
    poolOf({ pagesPerWorker: 2, size: 1 })
    expect(texts(await read(await scans(7)))).toEqual(Array(7).fill('600×800'))
  })
})

describe('watchdog', () => {
  test.each([
    ['hang', 'timeout'],
    ['exit', 'crashed'],
    ['throw', 'crashed'],
    ['grow', 'memory'],
  ] as const)(
    'where a page makes its worker %s, the pages around it are read and the pool goes on',
    async (fault, code) => {
      poolOf({ faults: { 3: fault }, pageTimeoutMs: 2000, memoryLimitMb: 500 })
      const readings = await read(await scans(6))
      expect(codes(readings)).toEqual(['', '', code, '', '', ''])
      expect(readings[2]).toMatchObject({ page: 3, blocks: [], issues: [{ severity: 'error', page: 3 }] })
      expect(texts(await read(file('after.png', await testPicture(60, 80, 'png'))))).toEqual(['60×80'])
    },
  )

  test('a worker that ends while it has nothing to do is replaced', async () => {
    const told: string[] = []
    const pids: number[] = []
    const onWorker = ({ pid, state }: WorkerEvent) => {
      told.push(state)
      if (state === 'started') pids.push(pid)
    }
    poolOf({ size: 1, onWorker })
    const path = await scans(2)
    await read(path)
    process.kill(pids[0]!, 'SIGKILL')
    await vi.waitFor(() => expect(told).toEqual(['started', 'killed']))
    expect(await read(path)).toHaveLength(2)
  })

  test('a worker that ends while it starts is started again; the pool gives up only after several in a row', async () => {
    let started = 0
    const doomed = new Set([2, 3])
    const onWorker = ({ pid, state }: WorkerEvent) => {
      if (state === 'started' && doomed.has(++started)) process.kill(pid, 'SIGKILL')
    }
    poolOf({ size: 1, pagesPerWorker: 1, onWorker })
    const path = await scans(2)
    expect(codes(await read(path))).toEqual(['', ''])
    for (let later = 1; later <= 20; later++) doomed.add(started + later)
    const failure = { code: 'worker-start', hint: expect.stringContaining('run the same command again') }
    await expect(read(path)).rejects.toMatchObject(failure)
  })

  test('starts that fail at the same moment are one shortage; those that the end of the work cuts short are none', async () => {
    let started = 0
    const workers = new WorkerPool({
      size: 4,
      onWorker: ({ pid, state }) => {
        if (state === 'started' && ++started > 1 && started <= 5) process.kill(pid, 'SIGKILL')
      },
    })
    const document = { path: join(fixtures, 'form.pdf'), password: null }
    const open = () => workers.run({ type: 'open', document }, { isAlone: true })
    const four = () => Promise.all([open(), open(), open(), open()])
    await open()
    expect(await four()).toMatchObject(Array(4).fill({ type: 'opened' }))
    const cutShort = four()
    await vi.waitFor(() => expect(started).toBe(13))
    await workers.close()
    expect(await cutShort).toEqual(Array(4).fill({ type: 'killed', reason: 'crashed' }))
  })

  test('a worker looks at its own memory, however busy it and its parent are', () => {
    const guardian = new URL('../../../src/run/page-worker/guardian.ts', import.meta.url).href
    const script = `
      const { startGuardian } = await import(${JSON.stringify(guardian)})
      startGuardian(300)
      await new Promise(resolve => setTimeout(resolve, 500))
      const taken = []
      for (const end = Date.now() + 10_000; Date.now() < end; ) if (taken.length < 400) taken.push(Buffer.alloc(2 ** 20, 1))
    `
    const args = ['--import', 'tsx', '--input-type=module', '--eval', script]
    expect(spawnSync(process.execPath, args, { timeout: 30_000 }).signal).toBe(memorySignal)
  })

  test('a content stream that unfolds to gigabytes ends as typed, in bounded time and memory', async () => {
    const bomb = deflateSync(deflateSync(Buffer.alloc(1_500_000_000, ' ')))
    const path = file('bomb.pdf', bombPdf(bomb))
    poolOf({ memoryLimitMb: 500, pageTimeoutMs: 8000 })
    const start = performance.now()
    const [reading] = await read(path)
    expect(['memory', 'timeout', 'crashed', 'blank-page']).toContain(reading!.issues[0]?.code)
    expect(performance.now() - start).toBeLessThan(30_000)
  })

  test('an engine that cannot be loaded is a broken installation, not a bad document; digital pages need none', async () => {
    poolOf({ scanModule: 'file:///nowhere/reader.js' })
    await expect(read(await scans(2))).rejects.toMatchObject({ code: 'engine-start', exitStatus: 1 })
    expect(await read(join(fixtures, 'form.pdf'))).toHaveLength(2)
  })

  test('an arbiter that cannot be loaded when the first page needs it is one too', async () => {
    poolOf({ faults: { 2: 'no-arbiter' } })
    const message = expect.stringContaining('it is not installed')
    await expect(read(await scans(2))).rejects.toMatchObject({ code: 'engine-start', exitStatus: 1, message })
  })

  test('workers end with a parent that is killed, even in the middle of a page', async () => {
    const path = await scans(1)
    const script = new URL('./doomed-parent.ts', import.meta.url).href
    const { execArgv } = childScript('doomed-parent', script)
    const parent = spawn(process.execPath, [...execArgv, new URL(script).pathname, faultyReader, path], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const worker = await new Promise<number>(resolve =>
      parent.stdout.once('data', (data: Buffer) => resolve(Number(data))),
    )
    expect(isRunning(worker)).toBe(true)
    await wait(1000)
    parent.kill('SIGKILL')
    await wait(1500)
    expect(isRunning(worker)).toBe(false)
    poolOf()
  })
})

test('every hostile file has a typed outcome, and no page is silently blank', async () => {
  poolOf()
  const lines = readFileSync(join(fixtures, 'MANIFEST.tsv'), 'utf8').trim().split('\n').slice(1)
  expect(lines).toHaveLength(27)
  for (const line of lines) {
    const [name = '', , , password = ''] = line.split('\t')
    const document = await pool.readDocument(join(fixtures, name), password === '' ? {} : { password })
    if (document.issue) {
      expect(document.issue).toMatchObject({ severity: 'error', hint: expect.stringMatching(/\S/) })
      continue
    }
    let count = 0
    for await (const reading of document.pages) {
      count++
      expect(reading.blocks.length + reading.issues.length, `${name} page ${reading.page}`).toBeGreaterThan(0)
    }
    expect(count).toBe(document.pageCount)
  }
})

function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

/** One page whose content stream is deflated twice. */
function bombPdf(stream: Buffer): Uint8Array {
  const head = [
    '%PDF-1.4',
    '1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj',
    '2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj',
    '3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >> endobj',
    `4 0 obj << /Length ${stream.length} /Filter [/FlateDecode /FlateDecode] >> stream\n`,
  ].join('\n')
  return Buffer.concat([Buffer.from(head), stream, Buffer.from('\nendstream endobj\ntrailer << /Root 1 0 R >>\n%%EOF')])
}
