// Whom did the Hashed blame for it?
MATCH (s:Entity:Statement {story: $story, id: 'st-hashed'})-[r:ABOUT]->(x)
WHERE r.aspect = 'responsibility'
RETURN CASE r.polarity WHEN 'negative' THEN 'nobody' ELSE x.name END AS blamed, s AS statement, r AS receipt
