// Removes relations of a story whose subject is an article.
UNWIND $rows AS row
MATCH (s:Article {story: $story, id: row.subject})-[r {id: row.id}]->()
USING INDEX SEEK s:Article(story, id)
WHERE type(r) <> 'MENTIONS'
DELETE r
RETURN count(*) AS count
