// Which id do two relations of one story share, or a relation and a claim that does not stand?
CALL () {
  MATCH (:Entity|Article)-[r]->()
  WHERE type(r) <> 'MENTIONS'
  RETURN r.story AS story, r.id AS relation
  UNION ALL
  MATCH (c:Claim)
  RETURN c.story AS story, c.id AS relation
}
WITH story, relation, count(*) AS times
WHERE times > 1
RETURN story, relation, times
