// Removes a story with everything in it, also what a load that was ended left of one that never became visible.
CALL () {
  MATCH (n:Entity {story: $story})
  DETACH DELETE n
}
CALL () {
  MATCH (n:Article {story: $story})
  DETACH DELETE n
}
CALL () {
  MATCH (n:Question {story: $story})
  DELETE n
}
CALL () {
  MATCH (n:SavedView {story: $story})
  DELETE n
}
CALL () {
  MATCH (n:Claim {story: $story})
  DELETE n
}
CALL () {
  MATCH (n:ArticleVersion {story: $story})
  DELETE n
}
CALL () {
  MATCH (n:Change {story: $story})
  DELETE n
}
CALL () {
  MATCH (n:ChangePart {story: $story})
  DELETE n
}
OPTIONAL MATCH (s:Story {id: $story})
DELETE s
RETURN count(s) AS count
