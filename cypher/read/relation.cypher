// What does a relation of a story say, and whom does it join?
CALL () {
  MATCH (s:Entity {story: $story})-[r]->(o)
  WHERE r.id = $id
  RETURN s, r, o
  UNION ALL
  MATCH (s:Article {story: $story})-[r]->(o)
  WHERE type(r) <> 'MENTIONS' AND r.id = $id
  RETURN s, r, o
}
RETURN type(r) AS type, properties(r) AS properties,
  s.id AS subject, coalesce(s.name, s.title) AS subjectName, s.short AS subjectShort, [label IN labels(s) WHERE label <> 'Entity'][0] AS subjectLabel,
  o.id AS object, coalesce(o.name, o.title) AS objectName, o.short AS objectShort, [label IN labels(o) WHERE label <> 'Entity'][0] AS objectLabel,
  COLLECT { MATCH (who:Entity {story: $story, id: r.source}) USING INDEX SEEK who:Entity(story, id) RETURN who.name AS name }[0] AS speaker
