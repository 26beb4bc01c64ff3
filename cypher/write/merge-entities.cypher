// Keeps entities of a story as given, each with its one kind label; tells how many were new, changed or the same.
UNWIND $rows AS row
OPTIONAL MATCH (old:Entity {story: $story, id: row.id})
USING INDEX SEEK old:Entity(story, id)
WITH row, CASE
    WHEN old IS NULL THEN 'created'
    WHEN properties(old) = row.properties AND row.label IN labels(old) THEN 'unchanged'
    ELSE 'changed'
  END AS outcome
FOREACH (x IN CASE WHEN outcome = 'unchanged' THEN [] ELSE [1] END |
  MERGE (e:Entity {story: $story, id: row.id})
  SET e = row.properties
  REMOVE e:$(row.otherLabels)
  SET e:$(row.label))
RETURN outcome, count(*) AS count
