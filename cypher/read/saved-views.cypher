// Which views of a story are saved, in the order of its tour?
MATCH (v:SavedView {story: $story})
RETURN properties(v) AS properties
ORDER BY v.position, v.id
