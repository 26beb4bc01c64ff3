// Which node has a load left that was ended?
MATCH (n:Staged|Dropped)
WHERE NOT EXISTS { MATCH (l:Load {ofStory: n.ofStory}) }
RETURN n.ofStory AS story, n.id AS node, labels(n) AS labels
