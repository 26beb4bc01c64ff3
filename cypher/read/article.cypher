// What does an article of a story say?
MATCH (a:Article {story: $story, id: $id})
RETURN properties(a) AS properties
