// Where do some articles of 0.1.0 name entities?
MATCH (a:Article)-[m:MENTIONS]->(e:Entity)
WHERE a.story IS NULL AND a.id IN $articles
RETURN a.id AS article, e.id AS entity, properties(m) AS properties
