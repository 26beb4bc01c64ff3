// Whom and what does an article name, and where?
MATCH (a:Article {story: $story, id: $id})-[m:MENTIONS]->(e:Entity)
USING INDEX SEEK a:Article(story, id)
RETURN e.id AS entity, properties(m) AS properties
ORDER BY properties.start, properties.end, entity
