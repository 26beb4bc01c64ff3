// What does an article of a story say?
MATCH (a:Article {story: $story, id: $id})
USING INDEX SEEK a:Article(story, id)
RETURN properties(a) AS properties
