// Who was killed in the drone strike of 3 January?
MATCH (e:Entity:Event {story: $story, id: 'strike-1'})-[r:KILLED]->(v)
WITH v, r ORDER BY r.id
RETURN v AS victim, collect(r) AS receipts
