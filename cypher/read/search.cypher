// Whom and what may these words mean in some stories? The best found of each kind.
CALL db.index.fulltext.queryNodes('entity_names', $query) YIELD node, score
WITH node, score
WHERE node.story IN $stories
WITH node, score
LIMIT 10 * $limit
WITH [label IN labels(node) WHERE label <> 'Entity'][0] AS label, collect({node: node, score: score})[..$limit] AS found
UNWIND found AS one
WITH label, one.node AS node, one.score AS score
RETURN label, properties(node) AS properties, score,
  COUNT { MATCH (:Article)-[:MENTIONS]->(node) } AS mentions,
  COUNT { MATCH (node)-[r]-() WHERE type(r) <> 'MENTIONS' } AS relations
ORDER BY score DESC, properties.id, properties.story
