-- name: findings-by-rule
-- description: How often each check objected, in how many forms, and how much money is at stake.
SELECT rule, severity, count(*) AS findings, count(DISTINCT form_id) AS forms, sum(amount_yuan) AS amount_yuan
FROM findings
GROUP BY rule, severity
ORDER BY amount_yuan DESC NULLS LAST, findings DESC, rule
