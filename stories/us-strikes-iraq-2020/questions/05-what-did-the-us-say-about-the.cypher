// What did the US say about the second strike?
MATCH (c:Entity:Country {story: $story, id: 'us'})-[r:MADE]->(s:Statement)-[:ABOUT]->(e:Entity:Event {story: $story, id: 'strike-2'})
RETURN s AS answer, r AS receipt
