// A text of an article that was replaced has one number.
CREATE CONSTRAINT version_key IF NOT EXISTS FOR (v:ArticleVersion) REQUIRE (v.story, v.article, v.number) IS UNIQUE
