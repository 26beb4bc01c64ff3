// Whom did the Hashed blame for it?
MATCH (s:Entity:Statement {story: $story, id: 'st-hashed'})-[r:ABOUT]->(x)
WHERE r.aspect = 'responsibility'
RETURN s.omits AS omits, r.polarity AS polarity, r.quotes[0] AS quotes
