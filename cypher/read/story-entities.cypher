// Whom and what do the articles of a story name, how often and where first?
MATCH (a:Article)-[m:MENTIONS]->(e:Entity)
WHERE a.id IN $articles
WITH e, count(m) AS mentions, min(m.start) AS first
RETURN [label IN labels(e) WHERE label <> 'Entity'][0] AS label, properties(e) AS properties, mentions, first
ORDER BY first, properties.id
