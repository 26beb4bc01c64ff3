// A staged node has one id in the story it is staged for.
CREATE CONSTRAINT staged_key IF NOT EXISTS FOR (n:Staged) REQUIRE (n.ofStory, n.id) IS UNIQUE
