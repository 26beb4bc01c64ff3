// How old was he?
MATCH (p:Person {id: 'soleimani'})
RETURN p.age AS age
