// Removes where articles of a story name its entities.
UNWIND $rows AS row
MATCH (a:Article {story: $story, id: row.article})-[m:MENTIONS {start: row.start, end: row.end}]->(e:Entity {story: $story, id: row.entity})
USING INDEX SEEK a:Article(story, id)
USING INDEX SEEK e:Entity(story, id)
DELETE m
RETURN count(*) AS count
