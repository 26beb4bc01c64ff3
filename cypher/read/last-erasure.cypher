// Which change of a story took words out of it for good, the last one?
MATCH (c:Change {story: $story})
WHERE c.what = 'erasure'
RETURN max(c.number) AS number
