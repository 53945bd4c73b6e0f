import { expect, test } from 'vitest'
import type { FormRecord } from '../../src/model/form-record.ts'
import { openConnection } from '../../src/store/connection.ts'
import { countRows } from './count-rows.ts'
import { goldToResult, readGold } from './gold-result.ts'
import { collect, temporaryStore } from './temporary-store.ts'

const RELATIONS = ['documents', 'pages', 'forms', 'form_fields', 'funds', 'indicators', 'corrections', 'findings']
const MORE_RELATIONS = ['review_flags', 'provenance', 'issues']
const gold = readGold()

/** The result, but its fourth form cannot be written: the machinery breaks when it is reached. */
function breakingResult(configuration: string) {
  const result = goldToResult(gold, undefined, configuration)
  const broken = new Proxy(result.forms[3] as FormRecord, {
    get(form, key) {
      if (key === 'indicators') throw new Error('pulled the plug')
      return Reflect.get(form, key)
    },
  })
  return { ...result, forms: result.forms.map((form, index) => (index === 3 ? broken : form)) }
}

test('a document that breaks off between forms leaves nothing', async () => {
  const { store, runId, file } = await temporaryStore()
  await expect(store.saveDocument(breakingResult('c1'), runId)).rejects.toThrow('pulled the plug')
  expect(await collect(store.forms())).toStrictEqual([])
  const stored = [...RELATIONS, ...MORE_RELATIONS].filter(name => !['funds', 'form_fields'].includes(name))
  expect(
    new Set(
      await countRows(
        file,
        stored.map(name => `stored_${name}`),
      ),
    ),
  ).toStrictEqual(new Set([0]))
})

test('a replacement that breaks off leaves the earlier version in place', async () => {
  const { store, runId } = await temporaryStore()
  await store.saveDocument(goldToResult(gold), runId)
  const before = JSON.stringify(await collect(store.forms()))
  await expect(store.saveDocument(breakingResult('c2'), runId)).rejects.toThrow('pulled the plug')
  expect(JSON.stringify(await collect(store.forms()))).toBe(before)
  expect((await store.search('招商经费')).total).toBe(1)
})

test('while a document is being written no relation shows any of it', async () => {
  const { store, runId, file } = await temporaryStore()
  await store.saveDocument(goldToResult(gold, 'whole.txt'), runId)
  const relations = [...RELATIONS, ...MORE_RELATIONS]
  const whole = await countRows(file, relations)
  // The state a kill between two forms leaves behind: the same rows, of a document that is still loading.
  const writer = await openConnection(file, { readOnly: false, busyTimeoutMs: 1000 })
  const ofAnotherYear = gold.map(form => ({ ...form, fiscalYear: 2023 }))
  await store.saveDocument(goldToResult(ofAnotherYear, 'half.txt'), runId)
  await writer.run("UPDATE stored_documents SET state = 'loading' WHERE file = 'half.txt'")
  await writer.close()
  expect(await countRows(file, relations)).toStrictEqual(whole)
  expect(await collect(store.documents())).toHaveLength(1)
  expect(await collect(store.forms())).toHaveLength(12)
})
