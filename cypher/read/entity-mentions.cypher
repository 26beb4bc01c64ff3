// Where is an entity named?
MATCH (a:Article)-[m:MENTIONS]->(e:Entity {story: $story, id: $id})
RETURN a.id AS article, properties(m) AS properties
ORDER BY article, properties.start, properties.end
