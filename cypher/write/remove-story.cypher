// Removes a story with everything in it.
MATCH (s:Story {id: $story})
CALL (s) {
  MATCH (n:Entity {story: s.id})
  DETACH DELETE n
}
CALL (s) {
  MATCH (n:Article {story: s.id})
  DETACH DELETE n
}
CALL (s) {
  MATCH (n:Question {story: s.id})
  DELETE n
}
DELETE s
RETURN count(*) AS count
