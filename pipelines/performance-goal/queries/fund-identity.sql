-- name: fund-identity
-- description: Forms whose funds do not add up: total against fiscal, carried-over and other money. Blank parts count as 0.
-- param: year integer optional "Only this fiscal year"
WITH sums AS (
  SELECT id, 'year' AS scope, budget_yuan AS total_yuan,
    coalesce(budget_fiscal_yuan, 0) + coalesce(budget_carried_over_yuan, 0) + coalesce(budget_other_yuan, 0) AS parts_yuan
  FROM forms
  WHERE coalesce(budget_fiscal_yuan, budget_carried_over_yuan, budget_other_yuan) IS NOT NULL
  UNION ALL
  SELECT id, 'project', project_yuan, coalesce(project_fiscal_yuan, 0) + coalesce(project_other_yuan, 0)
  FROM forms
  WHERE coalesce(project_fiscal_yuan, project_other_yuan) IS NOT NULL
)
SELECT f.project_name AS project, f.competent_department AS department, f.fiscal_year AS year, s.scope,
  s.total_yuan, s.parts_yuan, round(s.total_yuan - s.parts_yuan, 2) AS gap_yuan, f.file, f.first_page AS page
FROM sums s JOIN forms f ON f.id = s.id
WHERE abs(s.total_yuan - s.parts_yuan) >= 0.005 AND (:year IS NULL OR f.fiscal_year = :year)
ORDER BY abs(s.total_yuan - s.parts_yuan) DESC, project, year
