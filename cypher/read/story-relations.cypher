// Which relations do the articles of a story tell?
MATCH (s)-[r]->(o)
WHERE r.document IN $articles
RETURN type(r) AS type, s.id AS subject, o.id AS object, properties(r) AS properties
ORDER BY properties.starts[0], properties.id
