// A dataset has one id in its story.
CREATE CONSTRAINT dataset_key IF NOT EXISTS FOR (d:Dataset) REQUIRE (d.story, d.id) IS UNIQUE
