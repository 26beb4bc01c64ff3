// Which relation is from a document that is not there?
MATCH ()-[r]->()
WHERE type(r) <> 'MENTIONS'
  AND NOT EXISTS { MATCH (a:Article) WHERE a.id = r.document }
  AND NOT EXISTS { MATCH (d:Dataset) WHERE d.id = r.document }
RETURN r.id AS relation, r.document AS document
