// Who had blacklisted him?
MATCH (c)-[:SANCTIONED]->(p:Person {id: 'soleimani'})
RETURN c.name AS place
