-- name: largest-budgets
-- description: The forms with the largest budget of the year.
-- param: year integer optional "Only this fiscal year"
-- param: rows integer default 20 "So many"
SELECT budget_yuan, project_name AS project, competent_department AS department, fiscal_year AS year,
  project_nature AS nature, finding_count AS findings, file, first_page AS page
FROM forms
WHERE budget_yuan IS NOT NULL AND (:year IS NULL OR fiscal_year = :year)
ORDER BY budget_yuan DESC, project, year
LIMIT :rows
