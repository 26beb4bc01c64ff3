// What did Khamenei vow?
MATCH (p:Entity:Person {story: $story, id: 'khamenei'})-[r:MADE]->(s:Statement)-[:ABOUT]->(e:Event)
RETURN e AS `what he vowed`, s.directQuotes[0] AS `in his words`, r AS receipt
