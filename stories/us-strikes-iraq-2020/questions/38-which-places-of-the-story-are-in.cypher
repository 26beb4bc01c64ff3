// Which places of the story are in Iraq?
MATCH (p)-[:LOCATED_IN*1..3]->(:Entity:Country {story: $story, id: 'iraq'})
RETURN DISTINCT p.name AS event
