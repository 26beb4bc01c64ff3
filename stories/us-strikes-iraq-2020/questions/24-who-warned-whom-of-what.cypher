// Who warned whom of what?
MATCH (a)-[r:MADE]->(s:Entity:Statement {story: $story, act: 'warn'})-[:ADDRESSED_TO]->(b), (s)-[:ABOUT]->(e)
RETURN a AS who, b AS whom, e AS `of what`, r AS receipt
