// How old was he?
MATCH (p:Entity:Person {story: $story, id: 'soleimani'})
RETURN p.age AS age
