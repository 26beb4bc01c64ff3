// Which relations of 0.1.0 do some articles tell?
MATCH (s)-[r]->(o)
WHERE r.story IS NULL AND r.document IN $articles
RETURN r.id AS id, type(r) AS type, s.id AS subject, o.id AS object, properties(r) AS properties
