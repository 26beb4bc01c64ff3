// Which entities of 0.1.0 do some articles reach, by naming them or by a relation?
MATCH (e:Entity)
WHERE e.story IS NULL AND (
  EXISTS { MATCH (a:Article)-[:MENTIONS]->(e) WHERE a.story IS NULL AND a.id IN $articles }
  OR EXISTS { MATCH (e)-[r]-() WHERE r.story IS NULL AND r.document IN $articles })
RETURN e.id AS id, [label IN labels(e) WHERE label <> 'Entity'][0] AS label, properties(e) AS properties
