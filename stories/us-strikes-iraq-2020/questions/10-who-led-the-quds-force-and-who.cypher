// Who led the Quds Force, and who takes over?
MATCH (n:Entity:Person {story: $story})-[:SUCCEEDS]->(o:Person)-[:LEADS]->(f:ArmedForce), (n)-[:DEPUTY_OF]->(o), (c:Country)-[:CARRIED_OUT]->(e:Event)-[i:INVOLVES]->(n)
WHERE i.role = 'appointee'
RETURN f.name AS force, o.name AS other, n.name AS next, c.name AS place
