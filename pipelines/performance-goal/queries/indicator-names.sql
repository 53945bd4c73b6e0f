-- name: indicator-names
-- description: Names of indicators that contain a text, with how often each is used.
-- param: text text required "A part of the name"
SELECT level3 AS indicator, sum(uses) AS uses
FROM indicator_texts
WHERE level3 LIKE '%' || :text || '%'
GROUP BY level3
ORDER BY uses DESC, indicator
