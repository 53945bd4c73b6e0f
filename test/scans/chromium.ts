import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { pathToFileURL } from 'node:url'

interface Answer {
  readonly id?: number
  readonly method?: string
  readonly sessionId?: string
  readonly result?: Record<string, unknown>
  readonly error?: { readonly message: string }
}

/**
 * A headless Chromium driven through its debugging pipe (Chrome DevTools Protocol, messages ended by NUL on descriptors 3 and 4).
 * One browser prints many documents, which saves its start-up of one to two seconds each.
 */
export class Chromium {
  readonly #process: ChildProcess
  readonly #folder: string
  readonly #input: Writable
  readonly #waiting = new Map<number, { resolve: (answer: Answer) => void; reject: (error: Error) => void }>()
  readonly #events: { method: string; sessionId: string; resolve: () => void }[] = []
  #lastId = 0
  #pages = 0

  private constructor(process: ChildProcess, folder: string) {
    this.#process = process
    this.#folder = folder
    this.#input = process.stdio[3] as Writable
    readMessages(process.stdio[4] as Readable, answer => this.#receive(answer))
    process.on('exit', code => {
      for (const { reject } of this.#waiting.values()) reject(new Error(`chromium ended with status ${code}`))
    })
  }

  /** Starts Debian's chromium with an empty profile. Throws where it is not installed. */
  static async start(): Promise<Chromium> {
    const folder = await mkdtemp(join(tmpdir(), 'tabularium-chromium-'))
    const child = spawn('chromium', [...quietFlags, `--user-data-dir=${join(folder, 'profile')}`, 'about:blank'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    })
    await new Promise((resolve, reject) => child.once('spawn', resolve).once('error', reject))
    return new Chromium(child, folder)
  }

  /** Prints `html` (several calls may run at once) after running `script` in it. The page size comes from the document's `@page` rules. */
  async htmlToPdf(html: string, script: string): Promise<Uint8Array> {
    const file = join(this.#folder, `page-${++this.#pages}.html`)
    await writeFile(file, html)
    const { targetId } = await this.#send('Target.createTarget', { url: 'about:blank' })
    const { sessionId } = await this.#send('Target.attachToTarget', { targetId, flatten: true })
    const session = String(sessionId)
    await this.#send('Page.enable', {}, session)
    const loaded = this.#event('Page.loadEventFired', session)
    await this.#send('Page.navigate', { url: pathToFileURL(file).href }, session)
    await loaded
    const expression = `document.fonts.ready.then(() => { ${script} })`
    const evaluated = await this.#send('Runtime.evaluate', { expression, awaitPromise: true }, session)
    if (evaluated.exceptionDetails !== undefined) throw new Error(JSON.stringify(evaluated.exceptionDetails))
    const printed = await this.#send('Page.printToPDF', { preferCSSPageSize: true, printBackground: true }, session)
    await this.#send('Target.closeTarget', { targetId })
    await rm(file)
    return Buffer.from(String(printed.data), 'base64')
  }

  async close(): Promise<void> {
    const ended = new Promise(resolve => this.#process.once('exit', resolve))
    this.#send('Browser.close', {}).catch(() => undefined)
    const timer = setTimeout(() => this.#process.kill('SIGKILL'), 5000)
    await ended
    clearTimeout(timer)
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }

  async #send(method: string, params: object, sessionId?: string): Promise<Record<string, unknown>> {
    const id = ++this.#lastId
    const answer = await new Promise<Answer>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
      this.#input.write(`${JSON.stringify({ id, method, params, ...(sessionId && { sessionId }) })}\0`)
    })
    if (answer.error) throw new Error(`${method}: ${answer.error.message}`)
    return answer.result ?? {}
  }

  #event(method: string, sessionId: string): Promise<void> {
    return new Promise(resolve => this.#events.push({ method, sessionId, resolve }))
  }

  #receive(answer: Answer): void {
    if (answer.id !== undefined) {
      this.#waiting.get(answer.id)?.resolve(answer)
      this.#waiting.delete(answer.id)
      return
    }
    const index = this.#events.findIndex(e => e.method === answer.method && e.sessionId === answer.sessionId)
    if (index >= 0) this.#events.splice(index, 1)[0]?.resolve()
  }
}

function readMessages(stream: Readable, receive: (answer: Answer) => void): void {
  let rest: Buffer[] = []
  stream.on('data', (chunk: Buffer) => {
    let from = 0
    for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, from)) {
      receive(JSON.parse(Buffer.concat([...rest, chunk.subarray(from, end)]).toString('utf8')) as Answer)
      rest = []
      from = end + 1
    }
    if (from < chunk.length) rest.push(chunk.subarray(from))
  })
}

const quietFlags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--remote-debugging-pipe',
]
