// What was Soleimani's part in Iraq?
MATCH (p:Person {id: 'soleimani'})-[r:REPRESENTS]->(c:Country)
MATCH (t:Country)
WHERE t.id = r.portfolio
RETURN r.role AS role, c.name AS place, t.name AS target
