// What does a question of a story ask?
MATCH (q:Question {story: $story, id: $id})
USING INDEX SEEK q:Question(story, id)
RETURN q.question AS question, q.statement AS statement
