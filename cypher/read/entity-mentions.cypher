// Where is an entity named?
MATCH (a:Article)-[m:MENTIONS]->(e:Entity {story: $story, id: $id})
USING INDEX SEEK e:Entity(story, id)
RETURN a.id AS article, properties(m) AS properties
ORDER BY article, properties.start, properties.end
