// How many articles and voices do stories have, until when do they reach, and when was each last changed?
UNWIND $stories AS story
CALL (story) {
  MATCH (a:Article {story: story})
  RETURN count(a) AS articles, max(a.publishedAt) AS until
}
CALL (story) {
  MATCH (:Entity {story: story})-[r]->()
  RETURN collect(DISTINCT r.source) AS sources
}
CALL (story) {
  MATCH (:Article {story: story})-[r]->()
  WHERE type(r) <> 'MENTIONS'
  RETURN collect(DISTINCT r.source) AS others
}
CALL (story) {
  MATCH (c:Change {story: story})
  RETURN max(c.at) AS changedAt
}
WITH story, articles, until, sources, others, changedAt
RETURN story, articles, until, size(sources + [source IN others WHERE NOT source IN sources]) AS voices, changedAt,
  EXISTS { MATCH (l:Load {ofStory: story}) WHERE l.swapUntil > timestamp() } AS isChanging
