// Keeps relations between staged nodes, by their ids.
UNWIND $rows AS row
MATCH (s:Staged {ofStory: $story, id: row.subject})
MATCH (o:Staged {ofStory: $story, id: row.object})
MERGE (s)-[r:$(row.type) {id: row.id}]->(o)
SET r = row.properties
RETURN count(*) AS count
