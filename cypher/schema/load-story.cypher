// A story is changed by one at a time.
CREATE CONSTRAINT load_story IF NOT EXISTS FOR (l:Load) REQUIRE l.ofStory IS UNIQUE
