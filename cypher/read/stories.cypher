// Which stories are there, and how much is in each?
MATCH (s:Story)
RETURN s.id AS id, s.title AS title, s.summary AS summary, s.articles AS articles, s.featured AS featured,
  COLLECT { MATCH (a:Article) WHERE a.id IN s.articles RETURN a.publishedAt AS day ORDER BY day }[0] AS publishedAt,
  COUNT { MATCH (a:Article)-[:MENTIONS]->(e:Entity) WHERE a.id IN s.articles RETURN DISTINCT e.id AS found } AS entities,
  COUNT { MATCH ()-[r]->() WHERE r.document IN s.articles } AS relations
ORDER BY publishedAt DESC, id
