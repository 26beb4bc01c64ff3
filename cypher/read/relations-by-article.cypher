// Which relations have these articles of a story as their subjects?
UNWIND $ids AS id
MATCH (s:Article {story: $story, id: id})
USING INDEX SEEK s:Article(story, id)
MATCH (s)-[r]->(o)
WHERE type(r) <> 'MENTIONS'
RETURN type(r) AS type, s.id AS subject, o.id AS object, properties(r) AS properties
