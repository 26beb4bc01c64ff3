// Which changes of a story were of one thing of it, the latest first?
MATCH (c:Change {story: $story})
WHERE ($before IS NULL OR c.number < $before)
  AND (c.subject = $id OR EXISTS {
    MATCH (p:ChangePart {story: $story, change: c.number})
    WHERE p.items CONTAINS $key
  })
RETURN properties(c) AS properties
ORDER BY c.number DESC
LIMIT $limit
