-- name: copied-indicators
-- description: Indicators that stand word for word, with the same target, in many projects.
-- param: projects integer default 3 "In at least so many projects"
SELECT level3 AS indicator, value AS target, count(DISTINCT project_name) AS projects, count(*) AS forms,
  min(fiscal_year) AS first_year, max(fiscal_year) AS last_year
FROM indicators
GROUP BY level3, value
HAVING count(DISTINCT project_name) >= :projects
ORDER BY projects DESC, forms DESC, indicator, target
