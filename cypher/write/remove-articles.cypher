// Removes articles of a story with all that hangs on them.
UNWIND $rows AS row
MATCH (a:Article {story: $story, id: row.id})
USING INDEX SEEK a:Article(story, id)
DETACH DELETE a
RETURN count(*) AS count
