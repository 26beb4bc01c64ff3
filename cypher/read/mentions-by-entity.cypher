// Where do the articles of a story name these entities?
UNWIND $ids AS id
MATCH (e:Entity {story: $story, id: id})
USING INDEX SEEK e:Entity(story, id)
MATCH (a:Article)-[m:MENTIONS]->(e)
RETURN a.id AS article, e.id AS entity, properties(m) AS properties
