-- name: cost-against-budget
-- description: Cost targets in money beside the year's budget of the form, the widest gap first.
-- param: class text default 成本指标 "The level-1 label of cost targets"
-- param: all integer default 0 "1: also targets that agree with the budget to the fen"
-- param: year integer optional "Only this fiscal year"
-- param: rows integer default 200 "So many at most, the widest gaps first"
WITH gaps AS (
  SELECT i.form_id, i.position, i.base_number - f.budget_yuan AS gap_yuan
  FROM indicators i JOIN forms f ON f.id = i.form_id
  WHERE i.dimension = 'money' AND i.level1 = :class AND i.base_number IS NOT NULL
    AND (:year IS NULL OR f.fiscal_year = :year)
    AND (:all = 1 OR abs(i.base_number - f.budget_yuan) >= 0.005)
  ORDER BY abs(gap_yuan) DESC
  LIMIT :rows
)
SELECT f.project_name AS project, f.competent_department AS department, f.fiscal_year AS year,
  i.level3 AS indicator, i.value AS target, i.base_number AS target_yuan, f.budget_yuan,
  round(g.gap_yuan, 2) AS gap_yuan, f.file, f.first_page AS page
FROM gaps g JOIN forms f ON f.id = g.form_id JOIN indicators i ON i.form_id = g.form_id AND i.position = g.position
ORDER BY abs(g.gap_yuan) DESC, project, year
