// Makes relations between entities of a story that has none of them; where the first is there, all were made by a run before, and nothing is done.
WITH $rows[0] AS first
OPTIONAL MATCH (:Entity {story: $story, id: first.subject})-[made {id: first.id}]->(:Entity {story: $story, id: first.object})
WITH made WHERE made IS NULL
UNWIND $rows AS row
MATCH (s:Entity {story: $story, id: row.subject})
MATCH (o:Entity {story: $story, id: row.object})
CREATE (s)-[r:$(row.type)]->(o)
SET r = row.properties
RETURN count(*) AS count
