// What did the second strike hit, and who owned it?
MATCH (e:Entity:Event {story: $story, id: 'strike-2'})-[r:TARGETED]->(x)
OPTIONAL MATCH (o:ArmedForce)-[:OWNS]->(x)
RETURN x.name AS thing, r.source AS source, o.name AS other
