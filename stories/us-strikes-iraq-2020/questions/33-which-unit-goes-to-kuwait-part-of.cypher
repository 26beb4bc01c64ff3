// Which unit goes to Kuwait, part of what, announced by whom?
MATCH (u:ArmedForce)-[r:PARTICIPATED_IN]->(e:Entity:Event {story: $story, id: 'deployment-kuwait'}), (u)-[:PART_OF]->(b:ArmedForce), (o:Organization)-[:MADE]->(:Statement)-[:ABOUT]->(e)
WHERE r.quantityMax IS NOT NULL
RETURN u AS unit, b AS `part of`, o AS `announced by`, r AS receipt
