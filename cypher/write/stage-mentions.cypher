// Keeps where staged articles name staged entities.
UNWIND $rows AS row
MATCH (a:Staged {ofStory: $story, id: row.article})
MATCH (e:Staged {ofStory: $story, id: row.entity})
MERGE (a)-[m:MENTIONS {start: row.start, end: row.end}]->(e)
SET m = row.properties
RETURN count(*) AS count
