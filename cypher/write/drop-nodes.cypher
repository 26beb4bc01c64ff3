// Takes nodes of a story with all that hangs on them out of everybody's sight, to be deleted some at a time.
// A replacement may run twice, where the driver does not hear that it was committed: then nothing is staged any more.
UNWIND CASE WHEN $isReplacement AND NOT EXISTS { MATCH (:Staged {ofStory: $story}) } THEN [] ELSE [1] END AS once
CALL () {
  MATCH (e:Entity {story: $story})
  RETURN e AS n
  LIMIT $limit
  UNION ALL
  MATCH (a:Article {story: $story})
  RETURN a AS n
  LIMIT $limit
  UNION ALL
  MATCH (q:Question {story: $story})
  RETURN q AS n
  LIMIT $limit
  UNION ALL
  MATCH (c:Claim {story: $story})
  RETURN c AS n
  LIMIT $limit
}
WITH n, labels(n) AS former
SET n.ofStory = $story, n:Dropped
REMOVE n.story, n:$(former)
RETURN count(*) AS count
