-- name: overview
-- description: What is in the database, year by year.
SELECT fiscal_year AS year, count(*) AS forms, count(DISTINCT project_name) AS projects,
  count(DISTINCT competent_department) AS departments, sum(budget_yuan) AS budget_yuan, sum(indicator_count) AS indicators
FROM forms
GROUP BY fiscal_year
ORDER BY fiscal_year
