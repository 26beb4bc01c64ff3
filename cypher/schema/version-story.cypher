// The replaced texts of a story are found without those of others.
CREATE INDEX version_story IF NOT EXISTS FOR (v:ArticleVersion) ON (v.story)
