// How long after the first strike was the second?
MATCH (:Entity:Event {story: $story, id: 'strike-1'})-[r:PRECEDES]->(:Entity:Event {story: $story, id: 'strike-2'})
RETURN r.gap AS `how long`, r AS receipt
