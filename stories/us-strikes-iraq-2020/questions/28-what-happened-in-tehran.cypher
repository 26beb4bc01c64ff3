// What happened in Tehran?
MATCH (g:Group)-[:CARRIED_OUT]->(e:Event)-[:OCCURRED_AT]->(:Entity:Place {story: $story, id: 'tehran'}), (e)-[t:TARGETED]->(o), (g)-[:MADE]->(s:Statement)
RETURN g.countText AS countText, t.action AS action, o.name AS other, s.directQuotes[0] AS directQuotes
