// What is an entity joined to, the best joined first?
MATCH (e:Entity {story: $story, id: $id})-[r]-(other:Entity)
USING INDEX SEEK e:Entity(story, id)
WHERE other.id <> e.id AND ($types IS NULL OR type(r) IN $types)
WITH other, collect(r) AS joints
RETURN [label IN labels(other) WHERE label <> 'Entity'][0] AS label, other.id AS id, other.name AS name, other.short AS short,
  [r IN joints | {type: type(r), subject: startNode(r).id, object: endNode(r).id, properties: properties(r)}] AS relations
ORDER BY size(joints) DESC, id
LIMIT $limit
