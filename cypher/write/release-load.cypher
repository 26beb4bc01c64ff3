// Gives the lock of a story back, where it is still ours.
MATCH (l:Load {ofStory: $story, token: $token})
DELETE l
RETURN count(*) AS count
