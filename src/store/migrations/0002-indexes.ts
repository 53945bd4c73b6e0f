import type { Migration } from './migration.ts'

/** What the named queries walk along, most of them without touching the table; and the full-text index. */
export const indexes: Migration = {
  version: 2,
  name: 'indexes',
  script: `
CREATE INDEX forms_by_project ON stored_forms
  (project_name, competent_department, fiscal_year, total_annual_fen, document_id);
CREATE INDEX forms_by_department ON stored_forms
  (competent_department, fiscal_year, project_name, total_annual_fen, indicator_count, numeric_count, dated_count, document_id);
CREATE INDEX forms_by_budget ON stored_forms (total_annual_fen, document_id);
CREATE INDEX indicators_by_name ON stored_indicators (level3, value);
CREATE INDEX indicators_by_class ON stored_indicators (level1, kind);
CREATE INDEX money_targets ON stored_indicators (level1, base_number) WHERE dimension = 'money';
CREATE INDEX corrections_by_rule ON stored_corrections (rule, method, decision);
CREATE INDEX findings_by_rule ON stored_findings (rule, severity, amount_fen);
CREATE INDEX findings_by_money ON stored_findings (amount_fen);

-- The texts of a form cut into terms (see search-terms.ts); the texts themselves are not stored a second time.
CREATE VIRTUAL TABLE form_search USING fts5 (
  name, organisation, indicator, goal,
  content = '', contentless_delete = 1, tokenize = "ascii tokenchars '.%'", prefix = '1'
);
CREATE TRIGGER forms_leave_search AFTER DELETE ON stored_forms BEGIN
  DELETE FROM form_search WHERE rowid = OLD.id;
END;
`,
}
