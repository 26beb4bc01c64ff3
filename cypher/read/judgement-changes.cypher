// What was changed in what was decided of entities, the latest first?
MATCH (c:JudgementChange)
WHERE $before IS NULL OR c.number < $before
RETURN properties(c) AS properties
ORDER BY c.number DESC
LIMIT $limit
