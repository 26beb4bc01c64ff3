// Which records did a change of a story find, and leave?
MATCH (p:ChangePart {story: $story, change: $change})
RETURN p.items AS items
ORDER BY p.part
