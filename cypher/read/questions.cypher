// Which questions come with a story?
MATCH (q:Question {story: $story})
RETURN q.id AS id, q.question AS question, q.statement AS statement
ORDER BY q.position
