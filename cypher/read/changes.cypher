// What was changed in a story, the latest first?
MATCH (c:Change {story: $story})
WHERE $before IS NULL OR c.number < $before
RETURN properties(c) AS properties
ORDER BY c.number DESC
LIMIT $limit
