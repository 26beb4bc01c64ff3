// Why, according to Trump, was the strike ordered?
MATCH (pl:Event)-[c:CAUSED]->(e:Entity:Event {story: $story, id: 'strike-1'}), (pl)-[:TARGETED]->(t)
WHERE c.source = 'trump'
RETURN pl.status AS status, c.kind AS kind, t.name AS target
