// Makes mentions of a story that has none of them; where the first is there, all were made by a run before, and nothing is done.
WITH $rows[0] AS first
OPTIONAL MATCH (:Article {story: $story, id: first.article})-[made:MENTIONS {start: first.start, end: first.end}]->(:Entity {story: $story, id: first.entity})
WITH made WHERE made IS NULL
UNWIND $rows AS row
MATCH (a:Article {story: $story, id: row.article})
MATCH (e:Entity {story: $story, id: row.entity})
CREATE (a)-[m:MENTIONS]->(e)
SET m = row.properties
RETURN count(*) AS count
