// Which forces and groups are tied to Iran, and is it stated or inferred?
MATCH (g)-[r:ALLIED_WITH]->(:Entity:Country {story: $story, id: 'iran'})
RETURN g.name AS group, r.certainty AS certainty
