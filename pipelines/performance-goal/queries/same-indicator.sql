-- name: same-indicator
-- description: One indicator across projects and years: who set which target.
-- param: indicator text required "Name of the indicator, exactly"
-- param: year integer optional "Only this fiscal year"
SELECT competent_department AS department, project_name AS project, fiscal_year AS year, value AS target,
  operator, number, unit, level1, level2
FROM indicators
WHERE level3 = :indicator AND (:year IS NULL OR fiscal_year = :year)
ORDER BY department, project, year, position
