/**
 * The script of a worker process: opens untrusted files and reads their pages, one request at a time. All state is the document that was
 * opened last. Ends itself when the parent goes away; what goes wrong inside it ends the process, and the parent sees to the rest.
 */
import sharp from 'sharp'
import { loadPdfjs } from '../../engines/pdf/pdfjs.ts'
import { TabulariumError } from '../../model/tabularium-error.ts'
import { keepPicture } from '../picture-store.ts'
import { startGuardian } from './guardian.ts'
import type { DocumentRequest, PictureFile, WorkerReply, WorkerRequest } from './messages.ts'
import { type OpenDocument, openDocument } from './open-document.ts'
import { lazyScanReader, type ScanReader, ScanReaderError } from './scan-reader.ts'

let scanReader: ScanReader | null = null
let opened: { readonly request: DocumentRequest; readonly document: OpenDocument } | null = null
let work: Promise<void> = Promise.resolve()

// The pool gives each core a worker: libvips needs no further threads, and a cache would only grow.
sharp.concurrency(1)
sharp.cache(false)

// Ctrl-C reaches the whole process group of a terminal; what becomes of the work under way is the parent's to decide.
process.on('SIGINT', () => {})
process.on('disconnect', () => process.exit(0))
process.on('message', (request: WorkerRequest) => {
  work = work.then(() => handle(request))
})

async function handle(request: WorkerRequest): Promise<void> {
  if (request.type === 'start') {
    startGuardian(request.memoryLimitMb)
    // Loaded now, so that the time of the first page is its own.
    await loadPdfjs()
    if (request.scanModule)
      scanReader = lazyScanReader(
        request.scanModule,
        request.scanOptions,
        () => reply({ type: 'loading' }),
        () => reply({ type: 'ready' }),
      )
    reply({ type: 'ready' })
  } else if (request.type === 'release') {
    if (opened && isSame(opened.request, request.document)) await release()
  } else if (request.type === 'open') {
    const document = await openedAs(request.document, request.task)
    if (document) reply({ type: 'opened', task: request.task, pageCount: document.pageCount, issues: document.issues })
  } else if (request.type === 'keep') {
    const document = await openedAs(request.document, request.task)
    if (!document) return
    try {
      reply({ type: 'kept', task: request.task, pictures: await keptPictures(document, request) })
    } catch (reason) {
      // Only a file that could not be written has become one of ours; anything else is a crash, for the parent to see to.
      if (!(reason instanceof TabulariumError)) throw reason
      const { code = '', message } = reason.cause as NodeJS.ErrnoException
      reply({ type: 'unkept', task: request.task, failure: { code, message, folder: request.folder } })
    }
  } else {
    const document = await openedAs(request.document, request.task)
    if (!document) return
    await readPages(document, request.pages, request.task)
  }
}

async function readPages(document: OpenDocument, pages: readonly number[], task: number): Promise<void> {
  try {
    for (const number of pages) {
      const { reading, timing } = await document.readPage(number)
      reply({ type: 'page', task, reading, timing })
    }
    reply({ type: 'done', task })
  } catch (reason) {
    if (!(reason instanceof ScanReaderError)) throw reason
    reply({ type: 'broken', task, detail: reason.message })
  }
}

async function keptPictures(
  document: OpenDocument,
  { page, boxes, folder }: Extract<WorkerRequest, { type: 'keep' }>,
): Promise<PictureFile[]> {
  const picture = await document.picture(page)
  if (picture === null) return []
  const kept: PictureFile[] = []
  for (const box of boxes) kept.push(await keepPicture(folder, picture.image, picture.pixelsPerPoint, box))
  return kept
}

async function openedAs(request: DocumentRequest, task: number): Promise<OpenDocument | null> {
  if (opened && isSame(opened.request, request)) return opened.document
  await release()
  const { document, issue } = await openDocument(request, scanReader)
  if (issue) reply({ type: 'refused', task, issue })
  else opened = { request, document }
  return document
}

async function release(): Promise<void> {
  const last = opened
  opened = null
  await last?.document.close()
}

function isSame(a: DocumentRequest, b: DocumentRequest): boolean {
  return a.path === b.path && a.password === b.password
}

function reply(message: WorkerReply): void {
  process.send?.(message)
}
