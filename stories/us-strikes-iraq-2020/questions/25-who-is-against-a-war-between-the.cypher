// Who is against a war between the US and Iran?
MATCH (a)-[r:OPPOSES]->(:Entity:Event {story: $story, id: 'us-iran-war'})
RETURN a AS who, CASE r.certainty WHEN 'fact' THEN 'said' WHEN 'claimed' THEN 'claimed' WHEN 'inferred' THEN 'read so' ELSE 'unclear' END AS `how sure`, r AS receipt
