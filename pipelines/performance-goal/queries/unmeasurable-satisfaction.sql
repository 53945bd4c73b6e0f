-- name: unmeasurable-satisfaction
-- description: Satisfaction indicators whose target is no number: nobody can say whether they were met.
-- param: class text default 满意度指标 "The level-1 label of satisfaction indicators"
-- param: year integer optional "Only this fiscal year"
-- param: department text optional "Only this department"
SELECT competent_department AS department, project_name AS project, fiscal_year AS year, level3 AS indicator,
  value AS target, kind
FROM indicators
WHERE level1 = :class AND kind IN ('qualitative', 'relative', 'unparsed')
  AND (:year IS NULL OR fiscal_year = :year) AND (:department IS NULL OR competent_department = :department)
ORDER BY department, project, year, indicator
