-- name: copied-indicators
-- description: Indicators that stand word for word, with the same target, in many projects.
-- param: projects integer default 3 "In at least so many projects"
-- param: rows integer default 30 "So many at most, the most used first"
WITH copied AS (
  SELECT level3, value, uses FROM indicator_texts WHERE uses >= :projects ORDER BY uses DESC, level3, value LIMIT :rows
)
SELECT c.level3 AS indicator, c.value AS target, count(DISTINCT i.project_name) AS projects, c.uses AS forms,
  min(i.fiscal_year) AS first_year, max(i.fiscal_year) AS last_year
FROM copied c JOIN indicators i ON i.level3 = c.level3 AND i.value = c.value
GROUP BY c.level3, c.value
HAVING projects >= :projects
ORDER BY projects DESC, forms DESC, indicator, target
