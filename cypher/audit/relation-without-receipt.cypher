// Which relation has no receipt?
MATCH (s:Entity|Article)-[r]->(o)
WHERE type(r) <> 'MENTIONS' AND r.row IS NULL
  AND (r.quotes IS NULL OR size(r.quotes) = 0 OR size(r.quotes) <> size(r.starts) OR size(r.quotes) <> size(r.ends))
RETURN r.story AS story, r.id AS relation, s.id AS subject, o.id AS object
