-- name: open-findings-by-money
-- description: Contradictions found in the forms, by the money at stake.
-- param: rule text optional "Only this rule, such as cost-target-vs-budget or fund-sum"
-- param: year integer optional "Only this fiscal year"
-- param: rows integer default 100 "So many at most, the most money first"
WITH largest AS (
  SELECT x.form_id, x.position, x.amount_yuan
  FROM findings x
  WHERE (:rule IS NULL OR x.rule = :rule) AND (:year IS NULL OR x.fiscal_year = :year)
  ORDER BY x.amount_yuan DESC NULLS LAST,
    CASE x.severity WHEN 'error' THEN 1 WHEN 'warning' THEN 2 ELSE 3 END, x.rule, x.form_id, x.position
  LIMIT :rows
)
SELECT f.amount_yuan, f.severity, f.rule, f.project_name AS project, f.competent_department AS department,
  f.fiscal_year AS year, f.message, f.expected, f.actual, f.path
FROM largest l JOIN findings f ON f.form_id = l.form_id AND f.position = l.position
ORDER BY f.amount_yuan DESC NULLS LAST, CASE f.severity WHEN 'error' THEN 1 WHEN 'warning' THEN 2 ELSE 3 END, rule, project, year
