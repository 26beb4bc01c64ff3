// Which entity has not exactly one kind label?
MATCH (e:Entity)
WHERE size(labels(e)) <> 2
RETURN e.story AS story, e.id AS entity, labels(e) AS labels
