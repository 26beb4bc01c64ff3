// Removes questions of a story.
UNWIND $rows AS row
MATCH (q:Question {story: $story, id: row.id})
USING INDEX SEEK q:Question(story, id)
DELETE q
RETURN count(*) AS count
