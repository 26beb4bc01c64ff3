// Makes a story public, or keeps it on the owner's desk.
MATCH (s:Story {id: $story})
SET s.visibility = $visibility
RETURN count(*) AS count
