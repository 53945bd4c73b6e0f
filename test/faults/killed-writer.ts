import type { FormRecord } from '../../src/model/form-record.ts'
import { openStore } from '../../src/store/open-store.ts'
import { goldToResult, readGold } from '../store/gold-result.ts'

/** Writes three forms of a document to the database named on the command line, says so, and waits to be killed. */
const [file = ''] = process.argv.slice(2)
const store = await openStore(file)
const runId = await store.startRun({ command: 'ingest', configuration: '{}' })
const result = goldToResult(readGold())

/** The fourth form never comes. */
const fourth = new Proxy(result.forms[3] as FormRecord, {
  get(form, key) {
    if (key === 'formType') {
      process.send?.('three forms are in')
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60_000)
    }
    return Reflect.get(form, key)
  },
})
await store.saveDocument({ ...result, forms: result.forms.toSpliced(3, 1, fourth) }, runId)
