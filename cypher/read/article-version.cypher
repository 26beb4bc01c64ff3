// What was a text of an article of a story that was replaced?
MATCH (v:ArticleVersion {story: $story, article: $article, number: $number})
RETURN properties(v) AS properties
