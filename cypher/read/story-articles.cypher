// Which articles does a story have?
MATCH (a:Article)
WHERE a.id IN $articles
RETURN properties(a) AS properties
ORDER BY a.publishedAt, a.id
