// Makes entities of a story that has none of them, each with its one kind label; where the first is there, all were made by a run before, and nothing is done.
OPTIONAL MATCH (made:Entity {story: $story, id: $rows[0].id})
USING INDEX SEEK made:Entity(story, id)
WITH made WHERE made IS NULL
UNWIND $rows AS row
CREATE (e:Entity:$(row.label))
SET e = row.properties
RETURN count(*) AS count
