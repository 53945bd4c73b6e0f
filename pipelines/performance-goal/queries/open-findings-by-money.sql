-- name: open-findings-by-money
-- description: Contradictions found in the forms, by the money at stake.
-- param: rule text optional "Only this rule, such as cost-target-vs-budget or fund-sum"
-- param: year integer optional "Only this fiscal year"
SELECT amount_yuan, severity, rule, project_name AS project, competent_department AS department, fiscal_year AS year,
  message, expected, actual, path
FROM findings
WHERE (:rule IS NULL OR rule = :rule) AND (:year IS NULL OR fiscal_year = :year)
ORDER BY amount_yuan DESC NULLS LAST, CASE severity WHEN 'error' THEN 1 WHEN 'warning' THEN 2 ELSE 3 END, rule, project, year
