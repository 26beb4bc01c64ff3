// A question has one id in its story.
CREATE CONSTRAINT question_key IF NOT EXISTS FOR (q:Question) REQUIRE (q.story, q.id) IS UNIQUE
