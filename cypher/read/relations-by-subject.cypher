// Which relations have these entities of a story as their subjects?
UNWIND $ids AS id
MATCH (s:Entity {story: $story, id: id})
USING INDEX SEEK s:Entity(story, id)
MATCH (s)-[r]->(o)
RETURN type(r) AS type, s.id AS subject, o.id AS object, properties(r) AS properties
