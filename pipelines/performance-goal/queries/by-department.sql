-- name: by-department
-- description: Projects, forms and budget of each department and year, the largest first.
-- param: year integer optional "Only this fiscal year"
SELECT competent_department AS department, fiscal_year AS year, count(DISTINCT project_name) AS projects,
  count(*) AS forms, sum(budget_yuan) AS budget_yuan, sum(indicator_count) AS indicators
FROM forms
WHERE :year IS NULL OR fiscal_year = :year
GROUP BY competent_department, fiscal_year
ORDER BY budget_yuan DESC, department, year
