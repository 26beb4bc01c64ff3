// An article has one id in its story.
CREATE CONSTRAINT article_key IF NOT EXISTS FOR (a:Article) REQUIRE (a.story, a.id) IS UNIQUE
