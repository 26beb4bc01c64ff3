// What binds a story together, and is it being replaced just now?
MATCH (s:Story {id: $story})
RETURN properties(s) AS properties, EXISTS { MATCH (l:Load {ofStory: $story}) WHERE l.swapUntil > timestamp() } AS isChanging
