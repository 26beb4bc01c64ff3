// Whom and what does a story name, how often and where first?
MATCH (e:Entity {story: $story})
OPTIONAL MATCH (:Article)-[m:MENTIONS]->(e)
WITH e, count(m) AS mentions, min(m.start) AS first
RETURN [label IN labels(e) WHERE label <> 'Entity'][0] AS label, properties(e) AS properties, mentions, first
ORDER BY first, properties.id
