// Removes texts of articles of a story that were replaced.
UNWIND $rows AS row
MATCH (v:ArticleVersion {story: $story, article: row.article, number: row.number})
USING INDEX SEEK v:ArticleVersion(story, article, number)
DELETE v
RETURN count(*) AS count
