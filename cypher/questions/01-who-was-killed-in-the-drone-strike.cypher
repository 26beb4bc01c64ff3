// Who was killed in the drone strike of 3 January?
MATCH (e:Event {id: 'strike-1'})-[:KILLED]->(v)
RETURN DISTINCT v.name AS victim
