// Says who may see a story, and how much is kept of texts of it that were replaced.
MATCH (s:Story {id: $story})
SET s += $options
RETURN count(*) AS count
