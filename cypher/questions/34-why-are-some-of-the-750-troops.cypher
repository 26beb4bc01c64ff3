// Why are some of the 750 troops in Baghdad, says who?
MATCH (e:Event {id: 'arrival-baghdad'})-[r:INVOLVES]->(f:Facility)
MATCH (o:Person)
WHERE o.id = r.source
RETURN r.role AS role, f.name AS force, o.name AS other
