// Which stories of 0.1.0, in which only articles belonged to a story, are not wholly brought over?
MATCH (s:Story)
WHERE s.entityCount IS NULL OR s.upgrading = true
RETURN s.id AS id, properties(s) AS properties
ORDER BY id
