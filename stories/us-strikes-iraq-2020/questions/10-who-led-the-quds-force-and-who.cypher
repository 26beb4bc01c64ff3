// Who led the Quds Force, and who takes over?
MATCH (n:Entity:Person {story: $story})-[s:SUCCEEDS]->(o:Person)-[l:LEADS]->(f:ArmedForce), (n)-[:DEPUTY_OF]->(o), (c:Country)-[:CARRIED_OUT]->(e:Event)-[i:INVOLVES]->(n)
WHERE i.role = 'appointee'
RETURN f AS force, o AS `who led it`, n AS `who takes over`, c AS `named by`, [l, s, i] AS receipts
