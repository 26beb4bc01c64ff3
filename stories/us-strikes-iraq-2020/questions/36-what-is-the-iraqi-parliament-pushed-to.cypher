// What is the Iraqi parliament pushed to do, by whom, after what?
MATCH (g:Group)-[:CARRIED_OUT]->(p:Event)-[:TARGETED]->(:Entity:Organization {story: $story, id: 'iraqi-parliament'}), (p)-[:INVOLVES]->(v:Event)-[:TARGETED]->(d:Document), (c:Event)-[:CAUSED]->(p)
RETURN g.name AS group, v.id AS asked, d.id AS document, c.id AS cause
