import { ingest } from '../../src/index.ts'

/** Ingests a folder in a process of its own, so that its memory is its own; prints what the parent asks for as one JSON line. */
const [folder = '', db = '', jobs = '2'] = process.argv.slice(2)
const samples: number[] = []
const timer = setInterval(() => samples.push(process.memoryUsage().rss), 100)
const { documents, seconds } = await ingest([folder], { db, jobs: Number(jobs) })
clearInterval(timer)
const forms = documents.reduce((sum, document) => sum + document.forms, 0)
process.stdout.write(`${JSON.stringify({ forms, documents: documents.length, seconds, samples })}\n`)
