// Which nodes of 0.1.0 has a story a copy of?
MATCH (n:Entity|Article)
WHERE n.story IS NULL AND EXISTS { MATCH (copy:Entity|Article) WHERE copy.id = n.id AND copy.story IS NOT NULL }
RETURN n.id AS id
