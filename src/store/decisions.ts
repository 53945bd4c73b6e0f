import type { Candidate } from '../model/correction.ts'
import type { ReviewDecision, Verdict } from '../model/review-decision.ts'
import type { Connection } from './connection.ts'
import { insertRows } from './insert-rows.ts'
import { select, sql } from './select.ts'
import { DECISIONS, type Row } from './tables.ts'

interface DecisionRow {
  id: number
  sha256: string
  sequence: number
  path: string
  before: string
  verdict: Verdict
  text: string | null
  after: string | null
  method: string
  rule: string
  rule_version: number
  score: number
  margin: number | null
  candidates: string
  actor: string
  decided_at: string
}

const BATCH = 500

/** Decisions of one document that hold, withdrawn ones left out, in the order in which they were made. */
export async function decisionsOfDocument(connection: Connection, sha256: string): Promise<ReviewDecision[]> {
  const rows = await select<DecisionRow>(connection, holding().where({ sha256 }).orderBy('id'))
  return rows.filter(({ verdict }) => verdict !== 'withdrawn').map(rowToDecision)
}

/** All decisions that hold, withdrawn ones left out, by document, form and value. */
export async function* storedDecisions(connection: Connection): AsyncGenerator<ReviewDecision> {
  let last: DecisionRow | undefined
  do {
    const query = holding().orderBy(['sha256', 'sequence', 'path', 'before', 'id']).limit(BATCH)
    if (last)
      query.whereRaw('(sha256, sequence, path, before, id) > (?, ?, ?, ?, ?)', [
        last.sha256,
        last.sequence,
        last.path,
        last.before,
        last.id,
      ])
    const rows = await select<DecisionRow>(connection, query)
    for (const row of rows) if (row.verdict !== 'withdrawn') yield rowToDecision(row)
    last = rows.at(-1)
  } while (last)
}

export function insertDecisions(connection: Connection, decisions: readonly ReviewDecision[]): Promise<void> {
  return insertRows(connection, DECISIONS, decisions.map(decisionToRow))
}

/** The last entry about each text and rule. */
function holding() {
  return sql({ x: 'stored_decisions' }).whereRaw(
    `NOT EXISTS (SELECT 1 FROM stored_decisions y WHERE y.sha256 = x.sha256 AND y.sequence = x.sequence
      AND y.path = x.path AND y.before = x.before AND y.rule IS x.rule AND y.id > x.id)`,
  )
}

function decisionToRow(decision: ReviewDecision): Row {
  const { sha256, sequence, path, before, verdict, text, correction, actor, decidedAt } = decision
  const about =
    correction === null
      ? [null, null, null, null, null, null, null]
      : [
          correction.after,
          correction.method,
          correction.rule,
          correction.ruleVersion,
          correction.score,
          correction.margin,
          JSON.stringify(correction.candidates),
        ]
  return [sha256, sequence, path, before, verdict, text, ...about, actor, decidedAt]
}

function rowToDecision(row: DecisionRow): ReviewDecision {
  return {
    sha256: row.sha256,
    sequence: row.sequence,
    path: row.path,
    before: row.before,
    verdict: row.verdict,
    text: row.text,
    correction:
      row.after === null
        ? null
        : {
            after: row.after,
            method: row.method,
            rule: row.rule,
            ruleVersion: row.rule_version,
            score: row.score,
            margin: row.margin,
            candidates: JSON.parse(row.candidates) as Candidate[],
          },
    actor: row.actor,
    decidedAt: row.decided_at,
  }
}
