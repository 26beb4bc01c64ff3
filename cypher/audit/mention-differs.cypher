// Which mention is not what the text says at its place?
MATCH (a:Article)-[m:MENTIONS]->(e:Entity)
WITH a, m, e, substring(a.text, m.start, m.end - m.start) AS found
WHERE found <> m.surface
RETURN a.story AS story, a.id AS article, e.id AS entity, m.surface AS surface, found
