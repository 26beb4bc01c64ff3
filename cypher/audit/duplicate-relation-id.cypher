// Which id do two relations of one story share?
MATCH (:Entity|Article)-[r]->()
WHERE type(r) <> 'MENTIONS'
WITH r.story AS story, r.id AS relation, count(*) AS times
WHERE times > 1
RETURN story, relation, times
