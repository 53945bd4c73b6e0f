-- name: target-drift
-- description: The targets of a project's indicators, year by year, and which way each moved.
-- param: project text required "Name of the project, or a part of it"
-- param: moved integer default 0 "1: only targets that are not what they were the year before"
WITH named AS (
  -- A form may name an indicator twice: the first is compared with the first, the second with the second.
  SELECT f.project_name, f.competent_department, f.fiscal_year, i.level3, i.value, i.dimension, i.base_number,
    row_number() OVER (PARTITION BY f.id, i.level3 ORDER BY i.position) AS nth
  FROM forms f CROSS JOIN indicators i ON i.form_id = f.id
  WHERE f.project_name LIKE '%' || :project || '%'
), targets AS (
  SELECT *, lag(fiscal_year) OVER indicator AS year_before, lag(value) OVER indicator AS value_before,
    CASE WHEN dimension IS lag(dimension) OVER indicator THEN lag(base_number) OVER indicator END AS number_before
  FROM named
  WINDOW indicator AS (PARTITION BY project_name, competent_department, level3, nth ORDER BY fiscal_year)
), drifts AS (
  SELECT *, CASE
      WHEN year_before IS NULL THEN 'new'
      WHEN base_number > number_before THEN 'higher'
      WHEN base_number < number_before THEN 'lower'
      WHEN value = value_before OR base_number = number_before THEN 'same'
      ELSE 'reworded'
    END AS drift
  FROM targets
)
SELECT project_name AS project, competent_department AS department, level3 AS indicator, fiscal_year AS year,
  value AS target, year_before, value_before AS target_before, drift
FROM drifts
WHERE :moved = 0 OR drift NOT IN ('new', 'same')
ORDER BY project_name, competent_department, level3, nth, fiscal_year
