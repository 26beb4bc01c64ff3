// What tolls are given, and by whom?
MATCH (e:Entity:Event {story: $story})-[r:KILLED|INJURED]->(g:Group)
MATCH (s:Entity {story: $story, id: r.source})
RETURN e AS event, g AS toll, s AS `who says so`, r AS receipt
