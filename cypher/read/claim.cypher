// What does a claim of a story that does not stand say?
MATCH (c:Claim {story: $story, id: $id})
RETURN properties(c) AS properties
