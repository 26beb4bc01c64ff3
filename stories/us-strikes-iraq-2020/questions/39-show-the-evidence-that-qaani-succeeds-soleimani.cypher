// Show the evidence that Qaani succeeds Soleimani.
MATCH (n:Entity:Person {story: $story, id: 'qaani'})-[r:SUCCEEDS]->(o:Person)
RETURN n AS who, o AS `takes the place of`, r.quotes[0] AS `the text says`, r AS receipt
