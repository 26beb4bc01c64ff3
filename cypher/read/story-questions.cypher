// Which questions come with a story, as they are stored?
MATCH (q:Question {story: $story})
RETURN properties(q) AS properties
