import type { Migration } from './migration.ts'

/**
 * What links forms that were scanned twice (`likeness`: see form-likeness.ts), and how far a run is. Forms written before have no
 * likeness; their documents get one when they are made anew.
 */
export const endurance: Migration = {
  version: 5,
  name: 'endurance',
  script: `
ALTER TABLE stored_forms ADD COLUMN likeness TEXT;
CREATE INDEX forms_by_likeness ON stored_forms (likeness) WHERE likeness IS NOT NULL;

CREATE TABLE stored_duplicates (
  form_id INTEGER PRIMARY KEY REFERENCES stored_forms (id) ON DELETE CASCADE,
  original_id INTEGER NOT NULL REFERENCES stored_forms (id) ON DELETE CASCADE
);
CREATE INDEX duplicates_by_original ON stored_duplicates (original_id);

-- Pictures of pages, or of values on them, that lie beside the database.
CREATE TABLE stored_pictures (
  document_id INTEGER NOT NULL REFERENCES stored_documents (id) ON DELETE CASCADE,
  position INTEGER NOT NULL, page INTEGER NOT NULL, sequence INTEGER, path TEXT, sha256 TEXT NOT NULL,
  bytes INTEGER NOT NULL, width INTEGER NOT NULL, height INTEGER NOT NULL,
  pixels_per_point REAL NOT NULL, "left" REAL NOT NULL, top REAL NOT NULL,
  PRIMARY KEY (document_id, position)
) WITHOUT ROWID;

-- Inputs that are known of so far, pages read (without kept ones), and when that was noted, as an ISO time.
ALTER TABLE runs ADD COLUMN inputs INTEGER NOT NULL DEFAULT 0;
ALTER TABLE runs ADD COLUMN pages_read INTEGER NOT NULL DEFAULT 0;
ALTER TABLE runs ADD COLUMN noted_at TEXT;

CREATE INDEX outcomes_by_path ON run_documents (path, run_id);
`,
}
