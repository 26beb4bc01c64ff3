// Which relation is from a document that its story does not have?
MATCH (:Entity|Article)-[r]->()
WHERE type(r) <> 'MENTIONS'
  AND NOT EXISTS { MATCH (a:Article {story: r.story, id: r.document}) USING INDEX SEEK a:Article(story, id) }
  AND NOT EXISTS { MATCH (d:Dataset {story: r.story, id: r.document}) USING INDEX SEEK d:Dataset(story, id) }
RETURN r.story AS story, r.id AS relation, r.document AS document
