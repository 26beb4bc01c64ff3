// Who warned whom of what?
MATCH (a)-[:MADE]->(s:Entity:Statement {story: $story, act: 'warn'})-[:ADDRESSED_TO]->(b), (s)-[:ABOUT]->(e)
RETURN a.name AS who, b.name AS whom, e.id AS event
