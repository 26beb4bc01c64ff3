// Keeps where articles of a story name its entities; tells how many were new, changed or the same.
UNWIND $rows AS row
MATCH (a:Article {story: $story, id: row.article})
USING INDEX SEEK a:Article(story, id)
MATCH (e:Entity {story: $story, id: row.entity})
USING INDEX SEEK e:Entity(story, id)
OPTIONAL MATCH (a)-[old:MENTIONS {start: row.start, end: row.end}]->(e)
WITH row, a, e, CASE
    WHEN old IS NULL THEN 'created'
    WHEN properties(old) = row.properties THEN 'unchanged'
    ELSE 'changed'
  END AS outcome
FOREACH (x IN CASE WHEN outcome = 'unchanged' THEN [] ELSE [1] END |
  MERGE (a)-[m:MENTIONS {start: row.start, end: row.end}]->(e)
  SET m = row.properties)
RETURN outcome, count(*) AS count
