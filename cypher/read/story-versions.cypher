// Which texts of a story's articles were replaced, as they are stored?
MATCH (v:ArticleVersion {story: $story})
RETURN properties(v) AS properties
ORDER BY v.article, v.number
