import type { Migration } from './migration.ts'

/**
 * How often each text is used as an indicator, kept up by the writer (indicator-texts.ts): to count them anew takes seconds where
 * there are millions.
 */
export const indicatorTexts: Migration = {
  version: 6,
  name: 'indicator-texts',
  script: `
CREATE TABLE stored_indicator_texts (
  level3 TEXT NOT NULL, value TEXT NOT NULL, uses INTEGER NOT NULL,
  PRIMARY KEY (level3, value)
) WITHOUT ROWID;
CREATE INDEX indicator_texts_by_use ON stored_indicator_texts (uses DESC);

INSERT INTO stored_indicator_texts (level3, value, uses)
  SELECT i.level3, i.value, count(*) FROM stored_indicators i
    JOIN stored_forms f ON f.id = i.form_id JOIN stored_documents d ON d.id = f.document_id
  WHERE d.state <> 'loading' AND f.id NOT IN (SELECT form_id FROM stored_duplicates)
  GROUP BY i.level3, i.value;
`,
}
