-- name: value-to-page
-- description: Where the values of a project stand: page and box (in points), or line and cell of a text file, with what was read there.
-- param: project text required "Name of the project, or a part of it"
-- param: year integer optional "Only this fiscal year"
-- param: path text optional "Only values whose path begins so: funds, projectName, indicators[3]"
SELECT f.project_name AS project, f.fiscal_year AS year, f.file, p.page, p.path, p.raw AS raw_text,
  round(p.box_x, 1) AS x, round(p.box_y, 1) AS y, round(p.box_width, 1) AS width, round(p.box_height, 1) AS height,
  p.line, p.cell, p.engine, p.confidence
FROM forms f CROSS JOIN provenance p ON p.form_id = f.id
WHERE f.project_name LIKE '%' || :project || '%' AND (:year IS NULL OR f.fiscal_year = :year)
  AND (:path IS NULL OR substr(p.path, 1, length(:path)) = :path)
ORDER BY project, year, f.file, p.page, p.line, p.cell, y, x, p.path
