// Who had blacklisted him?
MATCH (c)-[r:SANCTIONED]->(p:Entity:Person {story: $story, id: 'soleimani'})
RETURN c AS who, r AS receipt
