// Which relation is from a document that its story does not have?
MATCH (:Entity|Article)-[r]->()
WHERE type(r) <> 'MENTIONS'
  AND NOT EXISTS { MATCH (a:Article {story: r.story, id: r.document}) }
  AND NOT EXISTS { MATCH (d:Dataset {story: r.story, id: r.document}) }
RETURN r.story AS story, r.id AS relation, r.document AS document
