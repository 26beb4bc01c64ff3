// What did the US say about the second strike?
MATCH (c:Country {id: 'us'})-[r:MADE]->(s:Statement)-[:ABOUT]->(e:Event {id: 'strike-2'})
RETURN s.name AS statement, s.act AS act, r.polarity AS polarity
