-- name: document-problems
-- description: What could not be read whole, and what to do about it: documents, pages and forms with an issue.
-- param: severity text optional "Only error, warning or info"
SELECT file, page, severity, code, message, hint
FROM issues
WHERE :severity IS NULL OR severity = :severity
ORDER BY CASE severity WHEN 'error' THEN 1 WHEN 'warning' THEN 2 ELSE 3 END, file, page, code
