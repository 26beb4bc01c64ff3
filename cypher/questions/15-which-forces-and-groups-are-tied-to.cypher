// Which forces and groups are tied to Iran, and is it stated or inferred?
MATCH (g)-[r:ALLIED_WITH]->(:Country {id: 'iran'})
RETURN g.name AS group, r.certainty AS certainty
