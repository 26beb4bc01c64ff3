// Keeps saved views of a story as given; tells how many were new, changed or the same.
UNWIND $rows AS row
OPTIONAL MATCH (old:SavedView {story: $story, id: row.id})
USING INDEX SEEK old:SavedView(story, id)
WITH row, CASE
    WHEN old IS NULL THEN 'created'
    WHEN properties(old) = row.properties THEN 'unchanged'
    ELSE 'changed'
  END AS outcome
FOREACH (x IN CASE WHEN outcome = 'unchanged' THEN [] ELSE [1] END |
  MERGE (v:SavedView {story: $story, id: row.id})
  SET v = row.properties)
RETURN outcome, count(*) AS count
