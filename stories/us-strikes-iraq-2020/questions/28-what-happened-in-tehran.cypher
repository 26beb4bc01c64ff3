// What happened in Tehran?
MATCH (g:Group)-[:CARRIED_OUT]->(e:Event)-[:OCCURRED_AT]->(:Entity:Place {story: $story, id: 'tehran'}), (e)-[t:TARGETED]->(o), (g)-[m:MADE]->(s:Statement)
RETURN g AS who, g.countText AS `how many`, t.action + ' ' + o.name AS `what they did`, s.directQuotes[0] AS `what they chanted`, [t, m] AS receipts
