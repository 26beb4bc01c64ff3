// Removes relations between entities of a story.
UNWIND $rows AS row
MATCH (s:Entity {story: $story, id: row.subject})-[r {id: row.id}]->()
USING INDEX SEEK s:Entity(story, id)
DELETE r
RETURN count(*) AS count
