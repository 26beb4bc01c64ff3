// Whom and what may these words mean in some stories?
CALL db.index.fulltext.queryNodes('entity_names', $query) YIELD node, score
WITH node, score
WHERE node.story IN $stories
WITH node, score
LIMIT $limit
RETURN [label IN labels(node) WHERE label <> 'Entity'][0] AS label, properties(node) AS properties, score,
  COUNT { MATCH (:Article)-[:MENTIONS]->(node) } AS mentions,
  COUNT { MATCH (node)-[r]-() WHERE type(r) <> 'MENTIONS' } AS relations
ORDER BY score DESC, properties.id, properties.story
