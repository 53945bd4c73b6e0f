import { DUPLICATE_RULE } from './duplicates.ts'

/** Rows of documents that are still being loaded; SQLite works the list out once a query, and it is empty or tiny. */
const OF_FINISHED_DOCUMENT = `document_id NOT IN (SELECT id FROM stored_documents WHERE state = 'loading')`
const OF_FINISHED_FORM = `form_id NOT IN (
    SELECT f.id FROM stored_documents d JOIN stored_forms f ON f.document_id = d.id WHERE d.state = 'loading')`

/** Forms that stand in another document are counted there; a look-up by row id, mostly in an empty table. */
const NOT_DUPLICATE = 'NOT IN (SELECT form_id FROM stored_duplicates)'
const OF_COUNTED_FORM = `${OF_FINISHED_FORM} AND x.form_id ${NOT_DUPLICATE}`

/** A column of the row's document, looked up only where a query uses it (an unused join stays in every aggregate). */
const documentColumn = (name: string) =>
  `(SELECT d.${name} FROM stored_documents d WHERE d.id = x.document_id) AS ${name}`

/** A field of a form by its export path, as the decimal or other text it was. */
const field = (formId: string, path: string) =>
  `(SELECT t.fields ->> '$.${path}' FROM stored_fields t WHERE t.form_id = ${formId})`

/**
 * The form's columns that every relation below it carries. A join, so that `WHERE project_name = …` starts at the form;
 * a LEFT one, because SQLite leaves it out of plain queries that use no column of it.
 */
const WITH_FORM = 'LEFT JOIN stored_forms f ON f.id = x.form_id'
const FORM_COLUMNS = 'f.fiscal_year, f.project_name, f.competent_department'

const PLACE_COLUMNS = `x.page, x.box_x, x.box_y, x.box_width, x.box_height,
    x.pixel_x, x.pixel_y, x.pixel_width, x.pixel_height, x.line, x.cell`

const FUNDS = [
  ['project', 'total', 'total_project_fen', 'totalProject'],
  ['year', 'total', 'total_annual_fen', 'totalAnnual'],
  ['project', 'fiscal', 'fiscal_project_fen', 'fiscalProject'],
  ['year', 'fiscal', 'fiscal_annual_fen', 'fiscalAnnual'],
  ['year', 'carried_over', 'carried_over_fen', 'carriedOver'],
  ['project', 'other', 'other_project_fen', 'otherProject'],
  ['year', 'other', 'other_annual_fen', 'otherAnnual'],
] as const

/**
 * The relations other programs rely on (CONTRACT.md), made anew whenever the schema changes. Amounts in yuan are fen / 100: the
 * nearest double of an exact number, good for sums and comparisons; `amount` and `…_exact` are the decimal texts. What is
 * counted or summed up leaves duplicates out; what leads back to a page (`provenance`, `issues`) or asks a person to look
 * there (`review_flags`) does not.
 */
const VIEWS = `
CREATE VIEW documents AS
  SELECT id, sha256, file, path, bytes, state AS status, configuration, engine, run_id,
    (SELECT count(*) FROM stored_pages p WHERE p.document_id = d.id) AS page_count,
    (SELECT count(*) FROM stored_forms f WHERE f.document_id = d.id) AS form_count
  FROM stored_documents d WHERE state <> 'loading';

CREATE VIEW pages AS
  SELECT x.document_id, ${documentColumn('file')}, x.page, x.source, x.width, x.height, x.dpi, x.quality, x.status
  FROM stored_pages x WHERE x.${OF_FINISHED_DOCUMENT};

CREATE VIEW forms AS
  SELECT x.id, x.document_id, ${documentColumn('file')}, ${documentColumn('sha256')}, x.sequence, x.form_type,
    x.first_page, x.last_page, x.fiscal_year, x.project_name, x.project_nature, x.project_category,
    x.competent_department, x.implementing_unit, x.planned_start, x.planned_end,
    x.total_annual_fen / 100.0 AS budget_yuan, x.fiscal_annual_fen / 100.0 AS budget_fiscal_yuan,
    x.carried_over_fen / 100.0 AS budget_carried_over_yuan, x.other_annual_fen / 100.0 AS budget_other_yuan,
    x.total_project_fen / 100.0 AS project_yuan, x.fiscal_project_fen / 100.0 AS project_fiscal_yuan,
    x.other_project_fen / 100.0 AS project_other_yuan,
    ${field('x.id', 'overallGoal')} AS overall_goal, ${field('x.id', 'overallGoalPeriod')} AS overall_goal_period,
    ${field('x.id', 'annualGoal')} AS annual_goal,
    x.indicator_count, x.numeric_count, x.dated_count, x.review_count, x.correction_count, x.finding_count, x.definition
  FROM stored_forms x WHERE x.${OF_FINISHED_DOCUMENT} AND x.id ${NOT_DUPLICATE};

CREATE VIEW form_fields AS
  SELECT x.form_id, f.key AS path, f.value FROM stored_fields x, json_each(x.fields) f WHERE x.${OF_COUNTED_FORM};

CREATE VIEW funds AS
${FUNDS.map(
  ([
    scope,
    item,
    column,
    name,
  ]) => `  SELECT id AS form_id, '${scope}' AS scope, '${item}' AS item, ${column} / 100.0 AS amount_yuan,
    ${field('id', `"funds.${name}"`)} AS amount, fiscal_year, project_name, competent_department
  FROM stored_forms WHERE ${OF_FINISHED_DOCUMENT} AND id ${NOT_DUPLICATE}`,
).join('\n  UNION ALL\n')};

CREATE VIEW indicators AS
  SELECT x.form_id, x.position, 'indicators[' || x.position || ']' AS path, ${FORM_COLUMNS},
    x.level1, x.level2, x.level3, x.value, x.kind, x.operator,
    CAST(x.number AS REAL) AS number, CAST(x.number_high AS REAL) AS number_high, x.unit, x.dimension,
    CAST(x.base_number AS REAL) AS base_number, x.deadline, x.deadline_precision, x.deadline_from,
    x.confidence, x.doubts, x.number AS number_exact, x.number_high AS number_high_exact, x.base_number AS base_number_exact
  FROM stored_indicators x ${WITH_FORM} WHERE x.${OF_COUNTED_FORM};

-- Which texts are used as indicators, and how often, in the forms that are counted.
CREATE VIEW indicator_texts AS SELECT level3, value, uses FROM stored_indicator_texts;

CREATE VIEW corrections AS
  SELECT x.form_id, x.position, ${FORM_COLUMNS}, x.path, x.before, x.after, x.method, x.rule, x.rule_version,
    x.decision, x.score, x.margin, x.candidates, x.reason, ${PLACE_COLUMNS}, x.actor, x.decided_at
  FROM stored_corrections x ${WITH_FORM} WHERE x.${OF_COUNTED_FORM};

CREATE VIEW findings AS
  SELECT x.form_id, x.position, ${FORM_COLUMNS}, x.rule, x.severity, x.path, x.message, x.expected, x.actual,
    x.amount_fen / 100.0 AS amount_yuan, x.amount
  FROM stored_findings x ${WITH_FORM} WHERE x.${OF_FINISHED_FORM}
    AND (x.form_id ${NOT_DUPLICATE} OR x.rule = '${DUPLICATE_RULE}');

CREATE VIEW review_flags AS
  SELECT x.form_id, x.position, ${FORM_COLUMNS}, x.path, x.reason
  FROM stored_review_flags x ${WITH_FORM} WHERE x.${OF_FINISHED_FORM};

CREATE VIEW provenance AS
  SELECT x.form_id, x.path, ${PLACE_COLUMNS}, x.raw, x.engine, x.confidence,
    (SELECT c.actor FROM stored_corrections c WHERE c.form_id = x.form_id AND c.path = x.path AND c.actor IS NOT NULL
      ORDER BY c.decided_at DESC, c.position DESC LIMIT 1) AS actor,
    (SELECT max(c.decided_at) FROM stored_corrections c WHERE c.form_id = x.form_id AND c.path = x.path) AS decided_at
  FROM stored_provenance x WHERE x.${OF_FINISHED_FORM};

CREATE VIEW issues AS
  SELECT x.document_id, x.form_id, ${documentColumn('file')}, x.code, x.severity, x.message, x.hint, x.page
  FROM stored_issues x WHERE x.${OF_FINISHED_DOCUMENT};

-- What people decided, whether or not the document is in the database; the last about a text and rule holds.
CREATE VIEW decisions AS
  SELECT x.id, (SELECT d.file FROM stored_documents d WHERE d.sha256 = x.sha256 AND d.state <> 'loading') AS file,
    x.sha256, x.sequence, x.path, x.before, x.verdict, x.text, x.after, x.method, x.rule, x.rule_version, x.score,
    x.margin, x.candidates, x.actor, x.decided_at,
    NOT EXISTS (SELECT 1 FROM stored_decisions y WHERE y.sha256 = x.sha256 AND y.sequence = x.sequence
      AND y.path = x.path AND y.before = x.before AND y.rule IS x.rule AND y.id > x.id) AS holds
  FROM stored_decisions x;

CREATE VIEW dictionary_entries AS
  SELECT wrong, right, scope, source, note, actor, added_at FROM stored_dictionary_entries;

CREATE VIEW revocations AS SELECT rule, actor, revoked_at FROM stored_revocations;

-- Pictures that are kept, with their place in the folder beside the database.
CREATE VIEW pictures AS
  SELECT x.document_id, ${documentColumn('file')}, x.page, x.sequence, x.path,
    'pictures/' || substr(x.sha256, 1, 2) || '/' || x.sha256 || '.webp' AS picture, x.bytes, x.width, x.height,
    x.pixels_per_point, x."left", x.top
  FROM stored_pictures x WHERE x.${OF_FINISHED_DOCUMENT};

-- Forms that the relations that are counted leave out, each with the form it is the same as.
CREATE VIEW duplicates AS
  SELECT x.form_id, d.file, d.sha256, f.sequence, f.fiscal_year, f.project_name, f.competent_department,
    f.total_annual_fen / 100.0 AS budget_yuan,
    x.original_id AS duplicate_of, o.file AS original_file, o.sha256 AS original_sha256, g.sequence AS original_sequence
  FROM stored_duplicates x JOIN stored_forms f ON f.id = x.form_id JOIN stored_documents d ON d.id = f.document_id
    JOIN stored_forms g ON g.id = x.original_id JOIN stored_documents o ON o.id = g.document_id;
`

/** Names of the views, in the order in which they are made. */
export const VIEW_NAMES: readonly string[] = [...VIEWS.matchAll(/CREATE VIEW (\w+)/gu)].map(match => match[1] ?? '')

/** Makes the views as this program knows them, whatever views of these names there are. */
export const VIEWS_SCRIPT = `${VIEW_NAMES.map(name => `DROP VIEW IF EXISTS ${name};`).join('\n')}\n${VIEWS}`
