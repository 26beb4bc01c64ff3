// Which forces and groups are tied to Iran, and is it stated or inferred?
MATCH (g)-[r:ALLIED_WITH]->(:Entity:Country {story: $story, id: 'iran'})
RETURN g AS who, CASE r.certainty WHEN 'inferred' THEN 'inferred' ELSE 'stated' END AS `stated or inferred`, r AS receipt
