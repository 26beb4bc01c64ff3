// The questions of a story are found without those of others.
CREATE INDEX question_story IF NOT EXISTS FOR (q:Question) ON (q.story)
