// What larger body is the Quds Force part of?
MATCH (q:Entity:ArmedForce {story: $story, id: 'quds-force'})-[r:PART_OF]->(b)
RETURN b.name AS whom, r.role AS role
