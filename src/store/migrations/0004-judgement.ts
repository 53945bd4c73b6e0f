import type { Migration } from './migration.ts'

/**
 * What people decided, beside the documents and not below them: it outlives them.
 */
export const judgement: Migration = {
  version: 4,
  name: 'judgement',
  script: `
-- A log: nothing in it is changed; of the entries with one key the last one holds.
CREATE TABLE stored_decisions (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL, sequence INTEGER NOT NULL, path TEXT NOT NULL, before TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('accepted', 'rejected', 'edited', 'withdrawn')),
  text TEXT,
  after TEXT, method TEXT, rule TEXT, rule_version INTEGER, score REAL, margin REAL, candidates TEXT,
  actor TEXT NOT NULL, decided_at TEXT NOT NULL,
  CHECK ((verdict = 'edited') = (text IS NOT NULL))
);
CREATE INDEX decisions_by_value ON stored_decisions (sha256, sequence, path, before, id);
CREATE INDEX decisions_by_rule ON stored_decisions (rule) WHERE rule IS NOT NULL;

CREATE TABLE stored_dictionary_entries (
  wrong TEXT PRIMARY KEY, right TEXT NOT NULL, scope TEXT NOT NULL, source TEXT NOT NULL, note TEXT NOT NULL,
  actor TEXT NOT NULL, added_at TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE stored_revocations (rule TEXT PRIMARY KEY, actor TEXT NOT NULL, revoked_at TEXT NOT NULL) WITHOUT ROWID;

ALTER TABLE stored_corrections ADD COLUMN actor TEXT;
ALTER TABLE stored_corrections ADD COLUMN decided_at TEXT;
`,
}
