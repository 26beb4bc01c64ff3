// What is the Iraqi parliament pushed to do, by whom, after what?
MATCH (g:Group)-[:CARRIED_OUT]->(p:Event)-[r:TARGETED]->(:Entity:Organization {story: $story, id: 'iraqi-parliament'}), (p)-[:INVOLVES]->(v:Event)-[:TARGETED]->(d:Document), (c:Event)-[:CAUSED]->(p)
RETURN g AS who, v AS `is to do what`, d AS `with what`, c AS `after what`, r AS receipt
