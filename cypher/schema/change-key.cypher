// A change has one number in its story.
CREATE CONSTRAINT change_key IF NOT EXISTS FOR (c:Change) REQUIRE (c.story, c.number) IS UNIQUE
