// Gives the staged nodes of a story their labels, by which everybody finds them.
MATCH (n:Staged {ofStory: $story})
WITH n, n.stagedLabels AS labels
REMOVE n:Staged, n.ofStory, n.stagedLabels
SET n.story = $story, n:$(labels)
RETURN count(*) AS count
