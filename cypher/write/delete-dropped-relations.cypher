// Deletes some relations of nodes that were dropped from a story.
MATCH (n:Dropped {ofStory: $story})-[r]->()
WITH r
LIMIT $limit
DELETE r
RETURN count(*) AS count
