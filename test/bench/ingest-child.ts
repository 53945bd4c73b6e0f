import { ingest } from '../../src/index.ts'

/** Ingests files and folders in a process of its own, so that its memory is its own; prints what the parent asks for as one JSON line. */
const [db = '', jobs = '2', ...paths] = process.argv.slice(2)
const samples: number[] = []
const timer = setInterval(() => samples.push(process.memoryUsage().rss), 100)
const { documents, seconds } = await ingest(paths, { db, jobs: Number(jobs) })
clearInterval(timer)
const sum = (part: 'forms' | 'pages') => documents.reduce((total, document) => total + document[part], 0)
process.stdout.write(
  `${JSON.stringify({ forms: sum('forms'), pages: sum('pages'), documents: documents.length, seconds, samples })}\n`,
)
