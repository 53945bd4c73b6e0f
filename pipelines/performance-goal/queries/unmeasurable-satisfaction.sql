-- name: unmeasurable-satisfaction
-- description: Satisfaction indicators whose target is no number: nobody can say whether they were met.
-- param: class text default 满意度指标 "The level-1 label of satisfaction indicators"
-- param: year integer optional "Only this fiscal year"
SELECT project_name AS project, competent_department AS department, fiscal_year AS year, level3 AS indicator,
  value AS target, kind
FROM indicators
WHERE level1 = :class AND kind IN ('qualitative', 'relative', 'unparsed') AND (:year IS NULL OR fiscal_year = :year)
ORDER BY department, project, year, indicator
