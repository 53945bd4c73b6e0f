-- name: to-review
-- description: Values a person should look at, form by form, with the reason.
-- param: project text optional "Only projects whose name contains this text"
-- param: year integer optional "Only this fiscal year"
SELECT project_name AS project, fiscal_year AS year, path, reason
FROM review_flags
WHERE (:project IS NULL OR project_name LIKE '%' || :project || '%') AND (:year IS NULL OR fiscal_year = :year)
ORDER BY project, year, form_id, position
