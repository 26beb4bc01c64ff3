// Who takes part in the relations of a story without being named in its articles?
MATCH (e:Entity)
WHERE NOT EXISTS { MATCH (a:Article)-[:MENTIONS]->(e) WHERE a.id IN $articles }
  AND EXISTS { MATCH (e)-[r]-() WHERE r.document IN $articles }
RETURN [label IN labels(e) WHERE label <> 'Entity'][0] AS label, properties(e) AS properties
ORDER BY properties.id
