// Who carried out the second strike, and who says so?
MATCH (a)-[r:CARRIED_OUT]->(e:Entity:Event {story: $story, id: 'strike-2'})
RETURN a.name AS who, r.source AS source, r.certainty AS certainty
