// Which relation or mention joins two stories, or is of another story than its ends?
MATCH (s:Entity|Article)-[r]->(o)
WHERE r.story IS NULL OR s.story IS NULL OR o.story IS NULL OR s.story <> r.story OR o.story <> r.story
RETURN s.story AS from, o.story AS to, r.story AS story, r.id AS relation
