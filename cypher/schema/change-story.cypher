// The changes of a story are found without those of others.
CREATE INDEX change_story IF NOT EXISTS FOR (c:Change) ON (c.story)
