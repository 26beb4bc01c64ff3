// Which relations does an entity take part in, and with whom?
MATCH (e:Entity {story: $story, id: $id})-[r]-(other)
USING INDEX SEEK e:Entity(story, id)
WHERE type(r) <> 'MENTIONS'
WITH r, startNode(r) AS s, endNode(r) AS o
RETURN type(r) AS type, properties(r) AS properties,
  s.id AS subject, coalesce(s.name, s.title) AS subjectName, s.short AS subjectShort, [label IN labels(s) WHERE label <> 'Entity'][0] AS subjectLabel,
  o.id AS object, coalesce(o.name, o.title) AS objectName, o.short AS objectShort, [label IN labels(o) WHERE label <> 'Entity'][0] AS objectLabel,
  COLLECT { MATCH (who:Entity {story: $story, id: r.source}) USING INDEX SEEK who:Entity(story, id) RETURN who.name AS name }[0] AS speaker
ORDER BY properties.starts[0], properties.id
