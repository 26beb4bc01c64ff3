// List every direct quotation with its speaker.
MATCH (a)-[:MADE]->(s:Entity:Statement {story: $story})
WHERE s.directQuotes IS NOT NULL
RETURN a.name AS who, s.directQuotes AS directQuotes
