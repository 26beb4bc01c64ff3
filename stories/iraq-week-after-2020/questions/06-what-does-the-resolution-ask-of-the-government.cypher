// What does the resolution ask of the government?
MATCH (:Entity:Statement {story: $story, id: 'st-resolution'})-[r:ABOUT]->(e:Event)<-[d:CARRIED_OUT]-(g:Organization)
WHERE d.statement = 'st-resolution'
RETURN g AS who, e AS `is to do what`, [r, d] AS receipts
