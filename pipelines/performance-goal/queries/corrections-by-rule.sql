-- name: corrections-by-rule
-- description: What each rule of repair changed or proposed, and how often people agreed with it.
SELECT rule, min(method) FILTER (WHERE method <> 'review') AS method, count(*) AS corrections,
  sum(decision = 'applied') AS applied, sum(decision = 'proposed') AS proposed,
  sum(decision = 'accepted' AND method <> 'review') AS accepted, sum(method = 'review') AS edited,
  sum(decision = 'rejected') AS rejected,
  round(100.0 * sum(decision = 'accepted' AND method <> 'review') / nullif(sum(decision IN ('accepted', 'rejected')), 0), 1)
    AS precision_percent
FROM corrections
GROUP BY rule
ORDER BY corrections DESC, rule
