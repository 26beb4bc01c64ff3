// Who is against a war between the US and Iran?
MATCH (a)-[r:OPPOSES]->(:Entity:Event {story: $story, id: 'us-iran-war'})
RETURN a.name AS who, r.certainty AS certainty
