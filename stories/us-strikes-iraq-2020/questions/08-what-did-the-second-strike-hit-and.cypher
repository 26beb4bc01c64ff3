// What did the second strike hit, and who owned it?
MATCH (e:Entity:Event {story: $story, id: 'strike-2'})-[r:TARGETED]->(x)
OPTIONAL MATCH (o:ArmedForce)-[:OWNS]->(x)
OPTIONAL MATCH (s:Entity {story: $story, id: r.source})
RETURN x AS `what was hit`, coalesce(o, 'the story does not say') AS `whose it was`, coalesce(s, 'the article itself') AS `who says so`, r AS receipt
