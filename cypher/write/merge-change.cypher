// Keeps what was changed in a story, with records as they were and are; tells whether it was new, changed or the same.
OPTIONAL MATCH (old:Change {story: $story, number: $number})
WITH CASE
    WHEN old IS NULL THEN 'created'
    WHEN properties(old) = $properties THEN 'unchanged'
    ELSE 'changed'
  END AS outcome
FOREACH (x IN CASE WHEN outcome = 'unchanged' THEN [] ELSE [1] END |
  MERGE (c:Change {story: $story, number: $number})
  SET c = $properties
  FOREACH (part IN $parts |
    MERGE (p:ChangePart {story: $story, change: $number, part: part.part})
    SET p.items = part.items))
RETURN outcome, 1 AS count
