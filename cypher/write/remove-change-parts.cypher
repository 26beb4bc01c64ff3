// Removes the records that changes of a story found and left.
UNWIND $rows AS row
MATCH (p:ChangePart {story: $story, change: row.change})
DELETE p
RETURN count(*) AS count
