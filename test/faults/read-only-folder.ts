import { runQuery } from '../../src/query/run-query.ts'
import { openStoreReader } from '../../src/store/open-store.ts'

/** Reads the database named on the command line in every way there is, and prints how many forms each saw. */
const [file = ''] = process.argv.slice(2)
const reader = await openStoreReader(file)
let forms = 0
for await (const _form of reader.forms()) forms += 1
const { total } = await reader.search('闵行区')
const { rows } = await runQuery(file, 'SELECT count(*) FROM forms')
await reader.close()
process.stdout.write(JSON.stringify([forms, total, rows[0]?.[0]]))
