// Makes relations between entities of a story that has none of them; where the first is there, all were made by a run before, and nothing is done.
WITH $rows[0] AS first
OPTIONAL MATCH (from:Entity {story: $story, id: first.subject})-[made {id: first.id}]->(to:Entity {story: $story, id: first.object})
USING INDEX SEEK from:Entity(story, id)
USING INDEX SEEK to:Entity(story, id)
WITH made WHERE made IS NULL
UNWIND $rows AS row
MATCH (s:Entity {story: $story, id: row.subject})
USING INDEX SEEK s:Entity(story, id)
MATCH (o:Entity {story: $story, id: row.object})
USING INDEX SEEK o:Entity(story, id)
CREATE (s)-[r:$(row.type)]->(o)
SET r = row.properties
RETURN count(*) AS count
