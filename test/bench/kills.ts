import { appendFileSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { createRandom, type Random } from '../corpus/random.ts'
import { killTree, startTabularium } from '../faults/command-line.ts'
import { writeBundles } from '../faults/form-texts.ts'
import { databaseRows, integrity } from '../faults/integrity.ts'
import { toldEvents } from '../faults/told-events.ts'
import { exported } from '../golden/exported.ts'

const SAMPLES = fileURLToPath(new URL('../../samples/', import.meta.url))
const JOBS = 2
const TEXTS = 28
const FORMS_OF_A_TEXT = 4
/** Digital PDFs, several times in bytes of their own, then scans of few pages. */
const PAGES = [
  ...Array<string>(5).fill('digital-form.pdf'),
  ...Array<string>(4).fill('digital-continuous.pdf'),
  ...['fax-form.pdf', 'rotated-page.pdf', 'clean-page.png'],
]
/** Of ten kills so many come while the program starts or puts an earlier kill right; the others once some pages or documents are done. */
const EARLY_OF_TEN = 2
/** An ingest is killed about so often before it comes to its end. */
const KILLS_OF_AN_INGEST = 9
/** Latest moment of a kill after the start of the program, or after what it waited for, ms. */
const LATEST_MS = { start: 2000, work: 700 }

export interface KillsFigures {
  readonly documents: number
  readonly forms: number
  readonly pages: number
  readonly undisturbedSeconds: number
  readonly kills: number
  /** Ingests that came to their end, each after some of these kills. */
  readonly ingests: number
  /** Of those, exports that are to the byte those of the undisturbed run, with as many forms stored. */
  readonly identical: number
  readonly soundAfterKill: number
  /** Pages told as read by a run that had been told as read before: in all, and the most after one kill. */
  readonly pagesRedone: number
  readonly mostRedone: number
}

/** Kills an ingest, all its processes at once, at so many random moments; lets it go on each time; begins a new one when it is through. */
export async function runKillsBench(wanted: number): Promise<KillsFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'tabularium-kills-'))
  try {
    const inputs = writeInputs(join(folder, 'in'))
    const undisturbed = await ingestAlone(inputs, join(folder, 'undisturbed.db'))
    const whole = await exported(undisturbed.db)
    const forms = await countForms(undisturbed.db)
    const random = createRandom(2026, 'kills')
    const figures = { kills: 0, ingests: 0, identical: 0, soundAfterKill: 0, pagesRedone: 0, mostRedone: 0 }
    while (figures.kills < wanted) {
      const db = join(folder, `killed-${figures.ingests}.db`)
      const read = new Set<string>()
      for (let life = 0; ; life++) {
        const events = join(folder, `life-${figures.ingests}-${life}.jsonl`)
        const isKilled = await live(inputs, db, events, undisturbed.steps, random)
        const redone = pagesRedone(events, read)
        figures.pagesRedone += redone
        figures.mostRedone = Math.max(figures.mostRedone, redone)
        if (!isKilled) break
        figures.kills++
        if (!existsSync(db) || (await integrity(db)) === 'ok') figures.soundAfterKill++
      }
      figures.ingests++
      if ((await exported(db)) === whole && (await countForms(db)) === forms) figures.identical++
      process.stderr.write(`${figures.kills} kills, ${figures.ingests} ingests, ${figures.identical} identical\n`)
    }
    const { pages, seconds } = undisturbed
    return { documents: TEXTS + PAGES.length, forms, pages, undisturbedSeconds: seconds, ...figures }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Texts, and samples whose bytes differ by a comment behind their end; forms that stand twice are told as duplicates. */
function writeInputs(folder: string): string {
  mkdirSync(folder)
  writeBundles(folder, TEXTS, FORMS_OF_A_TEXT)
  for (const [index, name] of PAGES.entries()) {
    const path = join(folder, `${String(index).padStart(2, '0')}-${name}`)
    copyFileSync(join(SAMPLES, name), path)
    if (extname(name) === '.pdf') appendFileSync(path, `\n% copy ${index}\n`)
  }
  return folder
}

function argumentsOf(inputs: string, db: string, events: string): string[] {
  return ['ingest', inputs, '--db', db, '--events', events, '--jobs', String(JOBS), '--quiet']
}

interface Undisturbed {
  readonly db: string
  readonly pages: number
  /** Pages read and documents done. */
  readonly steps: number
  readonly seconds: number
}

async function ingestAlone(inputs: string, db: string): Promise<Undisturbed> {
  const events = `${db}.events`
  const begun = performance.now()
  const child = startTabularium(argumentsOf(inputs, db, events))
  const status = await new Promise(resolve => child.once('exit', resolve))
  const told = toldEvents(events)
  if (told.some(({ type }) => type === 'done') === false) throw new Error(`the undisturbed ingest ended with ${status}`)
  const pages = told.filter(event => event.type === 'page').length
  return { db, pages, steps: stepsIn(events), seconds: (performance.now() - begun) / 1000 }
}

/**
 * One life of the program: killed at a random moment, or (false) sooner at its end. Moments are counted in steps, not in time alone: a
 * life that always ends before its first step would never come anywhere, on a machine that is slow enough.
 */
async function live(inputs: string, db: string, events: string, steps: number, random: Random): Promise<boolean> {
  const isEarly = random.int(1, 10) <= EARLY_OF_TEN
  const step = isEarly ? 0 : random.int(1, Math.ceil((2 * steps) / KILLS_OF_AN_INGEST))
  const ms = random.next() * (isEarly ? LATEST_MS.start : LATEST_MS.work)
  const child = startTabularium(argumentsOf(inputs, db, events))
  const isAlive = () => child.exitCode === null && child.signalCode === null
  // Documents and pages that an earlier life did are told again at once and do not count.
  while (isAlive() && stepsIn(events) < step) await sleep(20)
  if (isAlive()) await sleep(ms)
  await killTree(child)
  return child.signalCode === 'SIGKILL'
}

/** Pages read and documents done, without those of earlier lives. */
function stepsIn(events: string): number {
  return toldEvents(events).filter(
    event =>
      (event.type === 'page' && !event.isKept) || (event.type === 'done' && event.outcome.status !== 'unchanged'),
  ).length
}

function pagesRedone(events: string, read: Set<string>): number {
  let redone = 0
  for (const event of toldEvents(events)) {
    // Texts are read again by design: nothing of them is recognised.
    if (event.type !== 'page' || event.isKept || extname(event.path) === '.txt') continue
    const page = `${event.path} ${event.page}`
    if (read.has(page)) redone++
    read.add(page)
  }
  return redone
}

async function countForms(db: string): Promise<number> {
  const [row] = (await databaseRows(db, 'SELECT count(*) AS count FROM stored_forms')) as { count: number }[]
  return row?.count ?? 0
}

export function killsTable(figures: KillsFigures): string {
  const { documents, forms, pages, undisturbedSeconds, kills, ingests } = figures
  return [
    '| what | figure |',
    '|---|---|',
    `| documents, pages, forms | ${documents}, ${pages}, ${forms} |`,
    `| undisturbed, with ${JOBS} jobs | ${undisturbedSeconds.toFixed(1)} s |`,
    `| kills of all processes, in so many ingests | ${kills}, ${ingests} |`,
    `| ingests whose export is that of the undisturbed run to the byte, with as many forms stored | ${figures.identical} of ${ingests} |`,
    `| \`PRAGMA integrity_check\` ok after a kill | ${figures.soundAfterKill} of ${kills} |`,
    `| recognised pages read again | ${figures.pagesRedone} in all, ${figures.mostRedone} at most after one kill |`,
  ].join('\n')
}
