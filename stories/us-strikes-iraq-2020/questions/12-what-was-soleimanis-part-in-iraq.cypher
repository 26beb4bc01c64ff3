// What was Soleimani's part in Iraq?
MATCH (p:Entity:Person {story: $story, id: 'soleimani'})-[r:REPRESENTS]->(c:Country)
MATCH (t:Entity:Country {story: $story})
WHERE t.id = r.portfolio
RETURN r.role AS `as what`, c AS `for whom`, t AS `for which country`, r AS receipt
