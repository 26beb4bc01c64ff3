// Which places of the story are in Iraq?
MATCH path = (p)-[:LOCATED_IN*1..3]->(:Entity:Country {story: $story, id: 'iraq'})
RETURN p AS place, relationships(path) AS receipts
