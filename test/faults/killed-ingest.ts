import { ingest } from '../../src/app/composition.ts'

/** Ingests the folder into the database named on the command line and tells its parent of every document that is done. */
const [folder = '', db = ''] = process.argv.slice(2)
await ingest([folder], {
  db,
  jobs: 2,
  onEvent: event => {
    if (event.type === 'done') process.send?.(event.outcome.file)
  },
})
process.disconnect?.()
