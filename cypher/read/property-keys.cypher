// Which properties do the nodes and relations of some stories have?
CALL () {
  MATCH (n)
  WHERE n.story IN $stories
  UNWIND keys(n) AS name
  RETURN DISTINCT name
  UNION
  MATCH (s:Entity)-[r]->()
  WHERE s.story IN $stories
  UNWIND keys(r) AS name
  RETURN DISTINCT name
  UNION
  MATCH (s:Article)-[r]->()
  WHERE s.story IN $stories
  UNWIND keys(r) AS name
  RETURN DISTINCT name
}
RETURN name
ORDER BY name
