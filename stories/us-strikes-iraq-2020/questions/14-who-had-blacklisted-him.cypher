// Who had blacklisted him?
MATCH (c)-[:SANCTIONED]->(p:Entity:Person {story: $story, id: 'soleimani'})
RETURN c.name AS place
