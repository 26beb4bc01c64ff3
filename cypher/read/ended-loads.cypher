// Of which stories is there something that a load which was ended may have left?
CALL () {
  MATCH (n:Staged|Dropped|Load)
  RETURN DISTINCT n.ofStory AS story
  UNION
  MATCH (n:Entity|Article|Question|Claim)
  WITH DISTINCT n.story AS story
  WHERE NOT EXISTS { MATCH (s:Story {id: story}) }
  RETURN story
}
WITH story
WHERE story IS NOT NULL
RETURN story
ORDER BY story
