// What does a claim of a story that does not stand say?
MATCH (c:Claim {story: $story, id: $id})
USING INDEX SEEK c:Claim(story, id)
RETURN properties(c) AS properties
