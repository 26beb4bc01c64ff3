// What will lawmakers do on Sunday, on what subject?
MATCH (:Entity:Group {story: $story, id: 'lawmakers'})-[:PARTICIPATED_IN]->(e:Event)
OPTIONAL MATCH (e)-[r:INVOLVES]->(x)
WHERE r.role = 'topic' AND r.certainty <> 'inferred'
RETURN e.id AS event, e.startDate AS startDate, x.id AS thing
