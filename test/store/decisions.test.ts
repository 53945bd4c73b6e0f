import { expect, test } from 'vitest'
import type { ReviewDecision, Verdict } from '../../src/model/review-decision.ts'
import { runQuery } from '../../src/query/run-query.ts'
import { openConnection } from '../../src/store/connection.ts'
import { migrate } from '../../src/store/migrate.ts'
import { MIGRATIONS } from '../../src/store/migrations/all-migrations.ts'
import { openStore } from '../../src/store/open-store.ts'
import { goldToResult, readGold } from './gold-result.ts'
import { collect, temporaryDatabase, temporaryStore } from './temporary-store.ts'

const correction = {
  after: '运维扩容',
  method: 'dictionary',
  rule: 'dictionary/运维护容',
  ruleVersion: 1,
  score: 0.9,
  margin: null,
  candidates: [{ text: '运维扩容', cost: 0.1 }],
}

function decision(verdict: Verdict, part: Partial<ReviewDecision> = {}): ReviewDecision {
  const key = { sha256: 'a', sequence: 1, path: 'indicators[1].level3', before: '运维护容' }
  const text = verdict === 'edited' ? '运维 "扩容"\n' : null
  return { ...key, verdict, text, correction, actor: 'Li', decidedAt: '2026-01-02T03:04:05.000Z', ...part }
}

test('decisions come back as they went in; the last one about a text holds, a withdrawn one does not', async () => {
  const { store, file } = await temporaryStore()
  const own = decision('edited', { sequence: 2, path: 'projectName', before: '', correction: null })
  await store.saveDecisions([decision('accepted'), own, decision('rejected', { sha256: 'b' })])
  expect(await store.decisionsOf('a')).toStrictEqual([decision('accepted'), own])
  await store.saveDecisions([decision('edited')])
  expect(await store.decisionsOf('a')).toStrictEqual([own, decision('edited')])
  await store.saveDecisions([decision('withdrawn')])
  expect(await store.decisionsOf('a')).toStrictEqual([own])
  expect(await collect(store.decisions())).toStrictEqual([own, decision('rejected', { sha256: 'b' })])
  const { rows } = await runQuery(file, 'SELECT verdict, holds FROM decisions WHERE sha256 = :a ORDER BY id', {
    params: { a: 'a' },
  })
  expect(rows).toStrictEqual([
    ['accepted', 0],
    ['edited', 1],
    ['edited', 0],
    ['withdrawn', 1],
  ])
})

test('decisions about the same text by different rules stand beside each other', async () => {
  const { store, file } = await temporaryStore()
  const other = decision('rejected', { correction: { ...correction, rule: 'format/clean' } })
  const own = decision('edited', { correction: null })
  await store.saveDecisions([decision('accepted'), other, own])
  expect(await store.decisionsOf('a')).toStrictEqual([decision('accepted'), other, own])
  await store.saveDecisions([{ ...own, verdict: 'withdrawn', text: null }])
  expect(await collect(store.decisions())).toStrictEqual([decision('accepted'), other])
  const { rows } = await runQuery(file, 'SELECT verdict, holds FROM decisions ORDER BY id')
  expect(rows).toStrictEqual([
    ['accepted', 1],
    ['rejected', 1],
    ['edited', 0],
    ['withdrawn', 1],
  ])
})

test('all decisions or none', async () => {
  const { store } = await temporaryStore()
  const wrong = { ...decision('accepted'), actor: null as unknown as string }
  await expect(store.saveDecisions([decision('accepted'), wrong])).rejects.toThrow()
  expect(await store.decisionsOf('a')).toStrictEqual([])
})

test('decisions outlive their document', async () => {
  const { store, runId } = await temporaryStore()
  const result = goldToResult(readGold())
  const { sha256 } = result.source
  await store.saveDocument(result, runId)
  await store.saveDecisions([decision('accepted', { sha256 })])
  await store.saveDocument({ ...result, forms: [] }, runId)
  expect(await store.decisionsOf(sha256)).toHaveLength(1)
  expect(await store.formsOf(sha256)).toStrictEqual([])
  await store.saveDocument(result, runId)
  expect(await store.formsOf(sha256)).toStrictEqual(result.forms)
})

test('who decided stands in the relations of corrections and of provenance', async () => {
  const { store, runId, file } = await temporaryStore()
  const result = goldToResult(readGold())
  const decided = { by: 'Li', at: '2026-01-02T03:04:05.000Z' }
  const forms = result.forms.map(form => ({
    ...form,
    corrections: [
      {
        ...correction,
        path: 'projectName',
        before: 'x',
        decision: 'accepted' as const,
        place: null,
        reason: '',
        decided,
      },
    ],
  }))
  await store.saveDocument({ ...result, forms }, runId)
  const ask = async (sql: string) => (await runQuery(file, sql)).rows
  expect(await ask('SELECT DISTINCT actor, decided_at, decision FROM corrections')).toStrictEqual([
    ['Li', decided.at, 'accepted'],
  ])
  expect(await ask('SELECT DISTINCT path, decided_at FROM provenance WHERE actor IS NOT NULL')).toStrictEqual([
    ['projectName', decided.at],
  ])
})

test('dictionary entries and revoked rules', async () => {
  const { store } = await temporaryStore()
  const entry = {
    wrong: '护容',
    right: '扩容',
    scope: 'name',
    source: 's',
    note: '',
    actor: 'Li',
    addedAt: 't1',
  } as const
  await store.saveEntries([entry, { ...entry, wrong: '一个', right: '一项' }])
  const revocation = { rule: 'dictionary/护容', actor: 'Li', revokedAt: 't2' }
  await store.revoke(revocation)
  expect(await store.repairRules()).toMatchObject({ entries: [{ wrong: '一个' }, entry], revocations: [revocation] })
  await store.saveEntries([{ ...entry, right: '扩 容' }])
  expect(await store.repairRules()).toMatchObject({ entries: [{ wrong: '一个' }, { right: '扩 容' }], revocations: [] })
  await store.revoke({ ...revocation, rule: 'label/glyph' })
  await store.restore('label/glyph')
  expect((await store.repairRules()).revocations).toStrictEqual([])
})

test('a database of the step before keeps all it holds', async () => {
  const file = temporaryDatabase()
  const connection = await openConnection(file, { readOnly: false, busyTimeoutMs: 1000 })
  await connection.exec(
    'PRAGMA application_id = 0x54414255; CREATE TABLE schema_version (version INTEGER PRIMARY KEY, name TEXT NOT NULL);',
  )
  for (const { version, name, script } of MIGRATIONS.filter(migration => migration.version < 4)) {
    await connection.exec(script)
    await connection.run('INSERT INTO schema_version VALUES (?, ?)', [version, name])
  }
  await connection.exec(`INSERT INTO stored_documents VALUES (1, 'a', 'loaded', 'a.txt', '/a.txt', 1, 'c', 'e', NULL);
    INSERT INTO stored_forms (id, document_id, sequence, form_type, definition, indicator_count, numeric_count, dated_count,
      review_count, correction_count, finding_count, pages) VALUES (1, 1, 1, 't', 'd', 0, 0, 0, 0, 1, 0, '[1]');
    INSERT INTO stored_fields VALUES (1, '{}');
    INSERT INTO stored_indicators (form_id, position, level3, value, kind, confidence, doubts)
      VALUES (1, 0, '满意度', '≥90%', 'numeric', 1, '[]'), (1, 1, '满意度', '≥90%', 'numeric', 1, '[]');
    INSERT INTO stored_corrections (form_id, position, path, before, after, method, rule, rule_version, decision, score,
      candidates, reason, placed) VALUES (1, 0, 'p', 'b', 'a', 'm', 'r', 1, 'applied', 1, '[]', 'why', 0);`)
  await migrate(connection, file)
  expect(await connection.all('SELECT * FROM indicator_texts')).toEqual([{ level3: '满意度', value: '≥90%', uses: 2 }])
  await connection.close()
  const store = await openStore(file)
  const [form] = await store.formsOf('a')
  expect(form?.corrections).toMatchObject([{ path: 'p', decision: 'applied' }])
  expect(form?.corrections[0]).not.toHaveProperty('decided')
  await store.close()
})
