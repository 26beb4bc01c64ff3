// Which articles does a story have?
MATCH (a:Article {story: $story})
RETURN properties(a) AS properties
ORDER BY a.publishedAt, a.id
