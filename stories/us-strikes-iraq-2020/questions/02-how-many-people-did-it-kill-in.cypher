// How many people did it kill in total?
MATCH (e:Entity:Event {story: $story, id: 'strike-1'})-[r:KILLED]->(g:Group)
RETURN sum(r.count) AS total
