// Makes mentions of a story that has none of them; where the first is there, all were made by a run before, and nothing is done.
WITH $rows[0] AS first
OPTIONAL MATCH (from:Article {story: $story, id: first.article})-[made:MENTIONS {start: first.start, end: first.end}]->(to:Entity {story: $story, id: first.entity})
USING INDEX SEEK from:Article(story, id)
USING INDEX SEEK to:Entity(story, id)
WITH made WHERE made IS NULL
UNWIND $rows AS row
MATCH (a:Article {story: $story, id: row.article})
USING INDEX SEEK a:Article(story, id)
MATCH (e:Entity {story: $story, id: row.entity})
USING INDEX SEEK e:Entity(story, id)
CREATE (a)-[m:MENTIONS]->(e)
SET m = row.properties
RETURN count(*) AS count
