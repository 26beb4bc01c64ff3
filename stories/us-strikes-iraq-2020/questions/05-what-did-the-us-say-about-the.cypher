// What did the US say about the second strike?
MATCH (c:Entity:Country {story: $story, id: 'us'})-[r:MADE]->(s:Statement)-[:ABOUT]->(e:Entity:Event {story: $story, id: 'strike-2'})
RETURN s.name AS statement, s.act AS act, r.polarity AS polarity
