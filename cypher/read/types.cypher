// Which relation types do some stories have, and how many of each?
CALL () {
  MATCH (s:Entity)-[r]->()
  WHERE s.story IN $stories
  RETURN type(r) AS name, count(*) AS part
  UNION ALL
  MATCH (s:Article)-[r]->()
  WHERE s.story IN $stories
  RETURN type(r) AS name, count(*) AS part
}
RETURN name, sum(part) AS count
ORDER BY name
