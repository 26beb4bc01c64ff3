// Which claims about an entity of a story do not stand, as they are stored?
MATCH (c:Claim {story: $story})
WHERE c.subject = $id OR c.object = $id
RETURN properties(c) AS properties
ORDER BY c.id
