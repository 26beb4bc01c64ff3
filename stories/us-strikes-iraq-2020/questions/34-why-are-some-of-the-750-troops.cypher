// Why are some of the 750 troops in Baghdad, says who?
MATCH (e:Entity:Event {story: $story, id: 'arrival-baghdad'})-[r:INVOLVES]->(f:Facility)
MATCH (o:Entity:Person {story: $story})
WHERE o.id = r.source
RETURN CASE r.role WHEN 'protected' THEN 'to protect' ELSE r.role END AS why, f AS what, o AS `who says so`, r AS receipt
