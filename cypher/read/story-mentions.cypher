// Where do the articles of a story name its entities?
MATCH (a:Article {story: $story})-[m:MENTIONS]->(e:Entity)
RETURN a.id AS article, e.id AS entity, properties(m) AS properties
