// Route of the mourning procession?
MATCH (e:Entity:Event {story: $story, id: 'mourning-procession'})-[:ORIGIN]->(o), (e)-[:DESTINATION]->(d)-[:LOCATED_IN]->(c), (e)-[:PRECEDES]->(n:Event)-[:DESTINATION]->(x)
RETURN o.name AS other, d.name AS destination, c.name AS place, n.id AS next, x.name AS thing
