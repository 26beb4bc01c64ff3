// Deletes some nodes that were dropped from a story.
MATCH (n:Dropped {ofStory: $story})
WITH n
LIMIT $limit
DETACH DELETE n
RETURN count(*) AS count
