// Keeps texts of articles of a story that were replaced as given; tells how many were new, changed or the same.
UNWIND $rows AS row
OPTIONAL MATCH (old:ArticleVersion {story: $story, article: row.properties.article, number: row.properties.number})
USING INDEX SEEK old:ArticleVersion(story, article, number)
WITH row, CASE
    WHEN old IS NULL THEN 'created'
    WHEN properties(old) = row.properties THEN 'unchanged'
    ELSE 'changed'
  END AS outcome
FOREACH (x IN CASE WHEN outcome = 'unchanged' THEN [] ELSE [1] END |
  MERGE (v:ArticleVersion {story: $story, article: row.properties.article, number: row.properties.number})
  SET v = row.properties)
RETURN outcome, count(*) AS count
