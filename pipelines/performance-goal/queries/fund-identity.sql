-- name: fund-identity
-- description: Forms whose funds do not add up: total against fiscal, carried-over and other money. Blank parts count as 0.
-- param: year integer optional "Only this fiscal year"
WITH sums AS (
  SELECT form_id, scope, max(CASE WHEN item = 'total' THEN amount_yuan END) AS total_yuan,
    sum(CASE WHEN item <> 'total' THEN amount_yuan ELSE 0 END) AS parts_yuan,
    count(CASE WHEN item <> 'total' THEN amount_yuan END) AS parts
  FROM funds
  WHERE :year IS NULL OR fiscal_year = :year
  GROUP BY form_id, scope
)
SELECT f.project_name AS project, f.competent_department AS department, f.fiscal_year AS year, s.scope,
  s.total_yuan, s.parts_yuan, round(s.total_yuan - s.parts_yuan, 2) AS gap_yuan, f.file, f.first_page AS page
FROM sums s JOIN forms f ON f.id = s.form_id
WHERE s.parts > 0 AND abs(s.total_yuan - s.parts_yuan) >= 0.005
ORDER BY abs(s.total_yuan - s.parts_yuan) DESC, project, year
