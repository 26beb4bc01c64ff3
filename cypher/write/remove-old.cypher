// Removes nodes of 0.1.0 that have a copy in each story that reaches them, some at a time.
UNWIND $rows AS row
MATCH (n:Entity|Article {id: row.id})
WHERE n.story IS NULL
DETACH DELETE n
RETURN count(*) AS count
