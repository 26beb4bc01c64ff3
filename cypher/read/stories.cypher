// Which stories are there, and how much is in each?
MATCH (s:Story)
RETURN s.id AS id, s.title AS title, s.summary AS summary, s.publishedAt AS publishedAt, s.visibility AS visibility,
  s.version AS version, s.entityCount AS entities, s.relationCount AS relations
ORDER BY publishedAt DESC, id
