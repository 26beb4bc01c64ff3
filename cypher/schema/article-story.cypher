// The articles of a story are found without those of others.
CREATE INDEX article_story IF NOT EXISTS FOR (a:Article) ON (a.story)
