// Who carried out the second strike, and who says so?
MATCH (a)-[r:CARRIED_OUT]->(e:Entity:Event {story: $story, id: 'strike-2'})
OPTIONAL MATCH (s:Entity {story: $story, id: r.source})
RETURN a AS who, coalesce(s, 'the article itself') AS `who says so`, CASE r.certainty WHEN 'fact' THEN 'said' WHEN 'claimed' THEN 'claimed' WHEN 'inferred' THEN 'read so' ELSE 'unclear' END AS `how sure`, r AS receipt
