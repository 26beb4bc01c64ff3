// What version is each story in?
MATCH (s:Story)
RETURN s.id AS id, s.version AS version
ORDER BY id
