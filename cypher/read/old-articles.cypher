// Which articles of 0.1.0 does a story name?
MATCH (a:Article)
WHERE a.story IS NULL AND a.id IN $articles
RETURN a.id AS id, properties(a) AS properties
