// Keeps what binds a story together as given; tells whether it was new, changed or the same.
OPTIONAL MATCH (old:Story {id: $story})
WITH CASE
    WHEN old IS NULL THEN 'created'
    WHEN properties(old) = $properties THEN 'unchanged'
    ELSE 'changed'
  END AS outcome
FOREACH (x IN CASE WHEN outcome = 'unchanged' THEN [] ELSE [1] END |
  MERGE (s:Story {id: $story})
  SET s = $properties)
RETURN outcome, 1 AS count
