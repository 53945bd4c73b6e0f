-- name: quantified-share
-- description: How many of a department's targets are numbers, how many are dates, and how many are only words.
-- param: year integer optional "Only this fiscal year"
-- param: indicators integer default 10 "Leave out departments with fewer indicators than this"
SELECT competent_department AS department, fiscal_year AS year, sum(indicator_count) AS indicators,
  round(100.0 * sum(numeric_count) / sum(indicator_count), 1) AS numbers_percent,
  round(100.0 * sum(dated_count) / sum(indicator_count), 1) AS dates_percent,
  round(100.0 * sum(indicator_count - numeric_count - dated_count) / sum(indicator_count), 1) AS words_percent
FROM forms
WHERE :year IS NULL OR fiscal_year = :year
GROUP BY competent_department, fiscal_year
HAVING sum(indicator_count) >= :indicators
ORDER BY numbers_percent, department, year
