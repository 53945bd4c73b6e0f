import { formsToJsonl } from '../../src/report/forms-to-jsonl.ts'
import { openStoreReader } from '../../src/store/open-store.ts'

/** The whole JSONL export of a database. */
export async function exported(db: string): Promise<string> {
  const reader = await openStoreReader(db)
  try {
    let lines = ''
    for await (const line of formsToJsonl(reader.forms())) lines += line
    return lines
  } finally {
    await reader.close()
  }
}
