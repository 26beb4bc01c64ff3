// Fails its whole transaction when the lock of a story is no longer ours; else says that we live, and until when readers must wait for us.
MATCH (l:Load {ofStory: $story})
// The write lock comes first: whoever takes the story over waits until we have ended, or we see that it was taken.
SET l.aliveAt = timestamp(), l.swapUntil = timestamp() + $swapMillis
WITH l
WHERE l.token = $token
RETURN 1 / count(l) AS count
