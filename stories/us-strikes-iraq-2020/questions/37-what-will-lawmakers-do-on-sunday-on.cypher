// What will lawmakers do on Sunday, on what subject?
MATCH (:Entity:Group {story: $story, id: 'lawmakers'})-[r:PARTICIPATED_IN]->(e:Event)
OPTIONAL MATCH (e)-[i:INVOLVES]->(x)
WHERE i.role = 'topic' AND i.certainty <> 'inferred'
RETURN e AS event, e.startDate AS `when`, coalesce(x, 'the text does not say') AS subject, r AS receipt
