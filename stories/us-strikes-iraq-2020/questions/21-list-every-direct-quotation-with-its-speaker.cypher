// List every direct quotation with its speaker.
MATCH (a)-[r:MADE]->(s:Entity:Statement {story: $story})
UNWIND s.directQuotes AS words
RETURN a AS who, words AS `in their words`, r AS receipt
