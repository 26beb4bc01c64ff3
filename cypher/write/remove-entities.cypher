// Removes entities of a story with all that hangs on them.
UNWIND $rows AS row
MATCH (e:Entity {story: $story, id: row.id})
USING INDEX SEEK e:Entity(story, id)
DETACH DELETE e
RETURN count(*) AS count
