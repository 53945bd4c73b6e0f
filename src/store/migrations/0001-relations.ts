import type { Migration } from './migration.ts'

/** A place in a document: page, box in pt, the same box in px of the page image, line and cell of a text file. */
const PLACE = `
  page INTEGER, box_x REAL, box_y REAL, box_width REAL, box_height REAL,
  pixel_x REAL, pixel_y REAL, pixel_width REAL, pixel_height REAL, line INTEGER, cell INTEGER`

/**
 * The tables. `stored_X` holds all rows, those of documents still being loaded too; the view `X` (views.ts)
 * shows the finished ones and is what queries use.
 *
 * Money is kept twice: as the decimal text the form gave (exact, in `fields`), and as whole fen (1/100 yuan), which
 * add up without rounding. `stored_fields` is the form's record; the columns of `stored_forms` are its projection for
 * queries, written in the same transaction and never alone.
 */
export const relations: Migration = {
  version: 1,
  name: 'relations',
  script: `
CREATE TABLE runs (
  id INTEGER PRIMARY KEY,
  command TEXT NOT NULL, configuration TEXT NOT NULL,
  started_at TEXT NOT NULL, finished_at TEXT,
  status TEXT NOT NULL CHECK (status IN ('running', 'finished', 'interrupted', 'failed')),
  loaded INTEGER NOT NULL DEFAULT 0, unchanged INTEGER NOT NULL DEFAULT 0,
  partial INTEGER NOT NULL DEFAULT 0, failed INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE run_documents (
  run_id INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  path TEXT NOT NULL, file TEXT NOT NULL, sha256 TEXT,
  status TEXT NOT NULL CHECK (status IN ('loaded', 'unchanged', 'partial', 'failed')),
  pages INTEGER NOT NULL, forms INTEGER NOT NULL, indicators INTEGER NOT NULL,
  corrections INTEGER NOT NULL, findings INTEGER NOT NULL,
  error_code TEXT, error_message TEXT, error_hint TEXT, error_page INTEGER, seconds REAL,
  PRIMARY KEY (run_id, path)
) WITHOUT ROWID;

CREATE TABLE stored_documents (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('loading', 'loaded', 'partial', 'failed')),
  file TEXT NOT NULL, path TEXT NOT NULL, bytes INTEGER NOT NULL,
  configuration TEXT NOT NULL, engine TEXT NOT NULL,
  run_id INTEGER REFERENCES runs (id) ON DELETE SET NULL
);
CREATE UNIQUE INDEX finished_documents ON stored_documents (sha256) WHERE state <> 'loading';
CREATE INDEX loading_documents ON stored_documents (state) WHERE state = 'loading';
CREATE INDEX documents_in_order ON stored_documents (file, sha256);
CREATE INDEX documents_by_run ON stored_documents (run_id);

CREATE TABLE stored_pages (
  document_id INTEGER NOT NULL REFERENCES stored_documents (id) ON DELETE CASCADE,
  position INTEGER NOT NULL, page INTEGER NOT NULL,
  source TEXT NOT NULL, width REAL, height REAL, dpi REAL, quality REAL NOT NULL, status TEXT NOT NULL,
  PRIMARY KEY (document_id, position)
) WITHOUT ROWID;

CREATE TABLE stored_forms (
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES stored_documents (id) ON DELETE CASCADE,
  sequence INTEGER NOT NULL,
  form_type TEXT NOT NULL, definition TEXT NOT NULL, first_page INTEGER, last_page INTEGER, fiscal_year INTEGER,
  project_name TEXT, project_nature TEXT, project_category TEXT, competent_department TEXT, implementing_unit TEXT,
  planned_start TEXT, planned_end TEXT,
  total_project_fen INTEGER, total_annual_fen INTEGER, fiscal_project_fen INTEGER, fiscal_annual_fen INTEGER,
  carried_over_fen INTEGER, other_project_fen INTEGER, other_annual_fen INTEGER,
  indicator_count INTEGER NOT NULL, numeric_count INTEGER NOT NULL, dated_count INTEGER NOT NULL,
  review_count INTEGER NOT NULL, correction_count INTEGER NOT NULL, finding_count INTEGER NOT NULL,
  pages TEXT NOT NULL,
  UNIQUE (document_id, sequence)
);

-- All fields of a form as JSON, apart from its row: most queries look at many forms and at few texts.
CREATE TABLE stored_fields (
  form_id INTEGER PRIMARY KEY REFERENCES stored_forms (id) ON DELETE CASCADE,
  fields TEXT NOT NULL
);

CREATE TABLE stored_indicators (
  form_id INTEGER NOT NULL REFERENCES stored_forms (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  level1 TEXT, level2 TEXT, level3 TEXT NOT NULL,
  value TEXT NOT NULL, kind TEXT NOT NULL, operator TEXT, number TEXT, number_high TEXT, unit TEXT,
  dimension TEXT, base_number TEXT, deadline TEXT, deadline_precision TEXT, deadline_from TEXT,
  confidence REAL NOT NULL, doubts TEXT NOT NULL,
  PRIMARY KEY (form_id, position)
) WITHOUT ROWID;

CREATE TABLE stored_corrections (
  form_id INTEGER NOT NULL REFERENCES stored_forms (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  path TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL,
  method TEXT NOT NULL, rule TEXT NOT NULL, rule_version INTEGER NOT NULL,
  decision TEXT NOT NULL CHECK (decision IN ('applied', 'proposed', 'accepted', 'rejected')),
  score REAL NOT NULL, margin REAL, candidates TEXT NOT NULL, reason TEXT NOT NULL, placed INTEGER NOT NULL, ${PLACE},
  PRIMARY KEY (form_id, position)
) WITHOUT ROWID;

CREATE TABLE stored_findings (
  form_id INTEGER NOT NULL REFERENCES stored_forms (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  rule TEXT NOT NULL, severity TEXT NOT NULL, path TEXT NOT NULL, message TEXT NOT NULL,
  expected TEXT, actual TEXT, amount TEXT, amount_fen INTEGER,
  PRIMARY KEY (form_id, position)
) WITHOUT ROWID;

CREATE TABLE stored_review_flags (
  form_id INTEGER NOT NULL REFERENCES stored_forms (id) ON DELETE CASCADE,
  position INTEGER NOT NULL, path TEXT NOT NULL, reason TEXT NOT NULL,
  PRIMARY KEY (form_id, position)
) WITHOUT ROWID;

CREATE TABLE stored_provenance (
  form_id INTEGER NOT NULL REFERENCES stored_forms (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  path TEXT NOT NULL, raw TEXT NOT NULL, engine TEXT NOT NULL, confidence REAL NOT NULL, ${PLACE},
  PRIMARY KEY (form_id, position)
) WITHOUT ROWID;

-- An issue belongs to a document (form_id and page_position null), to one of its pages, or to one of its forms.
CREATE TABLE stored_issues (
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES stored_documents (id) ON DELETE CASCADE,
  page_position INTEGER, form_id INTEGER REFERENCES stored_forms (id) ON DELETE CASCADE,
  code TEXT NOT NULL, severity TEXT NOT NULL, message TEXT NOT NULL, hint TEXT NOT NULL, page INTEGER
);
CREATE INDEX issues_by_document ON stored_issues (document_id);
CREATE INDEX issues_by_form ON stored_issues (form_id) WHERE form_id IS NOT NULL;
`,
}
