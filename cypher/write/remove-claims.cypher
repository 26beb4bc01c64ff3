// Removes claims of a story that do not stand.
UNWIND $rows AS row
MATCH (c:Claim {story: $story, id: row.id})
USING INDEX SEEK c:Claim(story, id)
DELETE c
RETURN count(*) AS count
