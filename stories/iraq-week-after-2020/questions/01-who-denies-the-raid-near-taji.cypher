// Who denies the raid near Taji?
MATCH (a)-[r:MADE]->(s:Entity:Statement {story: $story, act: 'deny'})
WHERE EXISTS { (s)-[:ABOUT]->(:Event {id: 'taji-raid'}) }
WITH a, s, r ORDER BY r.id
RETURN a AS who, s AS denial, collect(r) AS receipts
