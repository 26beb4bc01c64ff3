// Which ids do the entities of a story have?
MATCH (e:Entity {story: $story})
RETURN e.id AS id
ORDER BY id
