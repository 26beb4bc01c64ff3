// Gives up nodes that a load which was ended has staged for a story.
MATCH (n:Staged {ofStory: $story})
WITH n
LIMIT $limit
SET n:Dropped
REMOVE n:Staged
RETURN count(*) AS count
