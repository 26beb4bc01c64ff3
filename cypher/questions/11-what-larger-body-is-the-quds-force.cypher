// What larger body is the Quds Force part of?
MATCH (q:ArmedForce {id: 'quds-force'})-[r:PART_OF]->(b)
RETURN b.name AS whom, r.role AS role
