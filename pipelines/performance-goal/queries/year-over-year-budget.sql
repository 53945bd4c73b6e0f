-- name: year-over-year-budget
-- description: The budget of each project, year by year, and how it changed. Several forms of a project in one year are added up.
-- param: project text optional "Only projects whose name contains this text"
-- param: department text optional "Only this department"
WITH years AS (
  SELECT project_name, competent_department, fiscal_year, sum(budget_yuan) AS budget_yuan, count(*) AS forms
  FROM forms
  WHERE (:project IS NULL OR project_name LIKE '%' || :project || '%')
    AND (:department IS NULL OR competent_department = :department)
  GROUP BY project_name, competent_department, fiscal_year
)
SELECT project_name AS project, competent_department AS department, fiscal_year AS year, budget_yuan,
  round(budget_yuan - lag(budget_yuan) OVER project, 2) AS change_yuan,
  round(100.0 * (budget_yuan / lag(budget_yuan) OVER project - 1), 1) AS change_percent, forms
FROM years
WINDOW project AS (PARTITION BY project_name, competent_department ORDER BY fiscal_year)
ORDER BY project_name, competent_department, fiscal_year
