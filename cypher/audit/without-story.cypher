// Which node is of a story that is not there?
MATCH (n)
WHERE n.story IS NOT NULL AND NOT EXISTS { MATCH (s:Story) WHERE s.id = n.story }
RETURN n.story AS story, n.id AS id
