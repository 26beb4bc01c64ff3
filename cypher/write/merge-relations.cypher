// Keeps relations between entities of a story as given, by their ids; tells how many were new, changed or the same.
UNWIND $rows AS row
MATCH (s:Entity {story: $story, id: row.subject})
USING INDEX SEEK s:Entity(story, id)
MATCH (o:Entity {story: $story, id: row.object})
USING INDEX SEEK o:Entity(story, id)
OPTIONAL MATCH (s)-[old {id: row.id}]->(o)
WITH row, s, o, CASE
    WHEN old IS NULL THEN 'created'
    WHEN properties(old) = row.properties AND type(old) = row.type THEN 'unchanged'
    ELSE 'changed'
  END AS outcome
FOREACH (x IN CASE WHEN outcome = 'unchanged' THEN [] ELSE [1] END |
  MERGE (s)-[r:$(row.type) {id: row.id}]->(o)
  SET r = row.properties)
RETURN outcome, count(*) AS count
