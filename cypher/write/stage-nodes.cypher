// Keeps nodes for a story where nobody looks, until they take the place of those it has.
UNWIND $rows AS row
MERGE (n:Staged {ofStory: $story, id: row.id})
SET n = row.properties
RETURN count(*) AS count
