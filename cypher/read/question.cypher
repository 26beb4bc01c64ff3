// What does a question of a story ask?
MATCH (q:Question {story: $story, id: $id})
RETURN q.question AS question, q.statement AS statement
