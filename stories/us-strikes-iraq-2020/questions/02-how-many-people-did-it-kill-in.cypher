// How many people did it kill in total?
MATCH (e:Entity:Event {story: $story, id: 'strike-1'})-[r:KILLED]->(g:Group)
WITH g, r ORDER BY r.id
RETURN sum(r.count) AS total, collect(g) AS groups, collect(r) AS receipts
