// Which relation is said by somebody who is not there?
MATCH ()-[r]->()
WHERE type(r) <> 'MENTIONS'
  AND NOT EXISTS { MATCH (e:Entity) WHERE e.id = r.source }
  AND NOT EXISTS { MATCH (a:Article) WHERE a.id = r.source }
RETURN r.id AS relation, r.source AS source
