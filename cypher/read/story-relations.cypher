// Which relations does a story tell?
CALL () {
  MATCH (s:Entity {story: $story})-[r]->(o)
  RETURN s, r, o
  UNION ALL
  MATCH (s:Article {story: $story})-[r]->(o)
  WHERE type(r) <> 'MENTIONS'
  RETURN s, r, o
}
RETURN type(r) AS type, s.id AS subject, o.id AS object, properties(r) AS properties
ORDER BY properties.starts[0], properties.id
