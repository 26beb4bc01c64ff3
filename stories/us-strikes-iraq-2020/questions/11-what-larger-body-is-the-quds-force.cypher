// What larger body is the Quds Force part of?
MATCH (q:Entity:ArmedForce {story: $story, id: 'quds-force'})-[r:PART_OF]->(b)
RETURN b AS `larger body`, r.role AS `as what`, r AS receipt
