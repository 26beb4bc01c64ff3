// What did Khamenei vow?
MATCH (p:Entity:Person {story: $story, id: 'khamenei'})-[:MADE]->(s:Statement)-[:ABOUT]->(e:Event)
RETURN s.act AS act, s.directQuotes[0] AS directQuotes, e.status AS status
