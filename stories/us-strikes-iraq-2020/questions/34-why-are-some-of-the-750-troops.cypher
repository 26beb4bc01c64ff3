// Why are some of the 750 troops in Baghdad, says who?
MATCH (e:Entity:Event {story: $story, id: 'arrival-baghdad'})-[r:INVOLVES]->(f:Facility)
MATCH (o:Entity:Person {story: $story})
WHERE o.id = r.source
RETURN r.role AS role, f.name AS force, o.name AS other
