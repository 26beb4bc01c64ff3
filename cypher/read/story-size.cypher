// How much is there of a story, and how much did loads leave that were ended?
RETURN EXISTS { MATCH (s:Story {id: $story}) } AS isThere,
  COUNT { MATCH (e:Entity {story: $story}) } AS entities,
  COUNT { MATCH (a:Article {story: $story}) } AS articles,
  COUNT { MATCH (q:Question {story: $story}) } AS questions,
  COUNT { MATCH (c:Claim {story: $story}) } AS claims,
  COUNT { MATCH (:Article {story: $story})-[:MENTIONS]->() } AS mentions,
  COUNT { MATCH (:Entity {story: $story})-[]->() } AS relations,
  COUNT { MATCH (:Article {story: $story})-[r]->() WHERE type(r) <> 'MENTIONS' } AS articleRelations,
  COUNT { MATCH (n:Staged {ofStory: $story}) } AS staged,
  COUNT { MATCH (n:Dropped {ofStory: $story}) } AS dropped
