-- name: indicator-names
-- description: Names of indicators that contain a text, with how often each is used.
-- param: text text required "A part of the name"
SELECT level3 AS indicator, count(*) AS uses
FROM indicators
WHERE level3 LIKE '%' || :text || '%'
GROUP BY level3
ORDER BY uses DESC, indicator
