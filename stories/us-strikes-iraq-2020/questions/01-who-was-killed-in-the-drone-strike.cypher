// Who was killed in the drone strike of 3 January?
MATCH (e:Entity:Event {story: $story, id: 'strike-1'})-[:KILLED]->(v)
RETURN DISTINCT v.name AS victim
