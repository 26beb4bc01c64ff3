// Route of the mourning procession?
MATCH (e:Entity:Event {story: $story, id: 'mourning-procession'})-[r:ORIGIN]->(o), (e)-[t:DESTINATION]->(d)-[:LOCATED_IN]->(c), (e)-[:PRECEDES]->(n:Event)-[u:DESTINATION]->(x)
RETURN o AS `starts in`, d AS `ends at`, c AS `which is in`, n AS `and then`, x AS `goes to`, [r, t, u] AS receipts
