-- name: indicator-outliers
-- description: Targets of one indicator that lie far from the usual (median) one in the same unit.
-- param: indicator text required "Name of the indicator, exactly"
-- param: factor number default 2 "So many times larger or smaller than the median"
WITH numbers AS (
  SELECT form_id, position, dimension, base_number,
    row_number() OVER (PARTITION BY dimension ORDER BY base_number) AS place, count(*) OVER (PARTITION BY dimension) AS targets
  FROM indicators WHERE level3 = :indicator AND base_number IS NOT NULL
), medians AS (
  SELECT dimension, targets, avg(base_number) AS median
  FROM numbers WHERE place IN ((targets + 1) / 2, (targets + 2) / 2) GROUP BY dimension
)
SELECT i.project_name AS project, i.competent_department AS department, i.fiscal_year AS year, i.value AS target,
  n.base_number AS number, m.median, m.targets AS of_targets
FROM numbers n
  JOIN medians m ON m.dimension IS n.dimension
  JOIN indicators i ON i.form_id = n.form_id AND i.position = n.position
WHERE n.base_number > :factor * m.median OR n.base_number * :factor < m.median
ORDER BY abs(n.base_number - m.median) DESC, project, year
