// What binds a story together?
MATCH (s:Story {id: $story})
RETURN properties(s) AS properties
