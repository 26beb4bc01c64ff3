// Who led the Quds Force, and who leads it now?
MATCH (o:Entity:Person {story: $story})-[was:LEADS]->(f:ArmedForce {id: 'quds-force'})<-[is:LEADS]-(n:Person)
WHERE was.endDate IS NOT NULL AND is.endDate IS NULL
RETURN f AS force, o AS `who led it`, was.endDate AS until, n AS `who leads it now`, [was, is] AS receipts
