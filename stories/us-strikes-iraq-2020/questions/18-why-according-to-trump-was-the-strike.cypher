// Why, according to Trump, was the strike ordered?
MATCH (p:Event)-[r:CAUSED]->(e:Entity:Event {story: $story, id: 'strike-1'}), (p)-[:TARGETED]->(t)
WHERE r.source = 'trump'
WITH p, r, t ORDER BY t.name
RETURN p AS reason, collect(t) AS `aimed at`, r AS receipt
