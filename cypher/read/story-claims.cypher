// Which claims of a story do not stand, as they are stored?
MATCH (c:Claim {story: $story})
RETURN properties(c) AS properties
ORDER BY c.id
