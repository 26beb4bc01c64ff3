// The entities of a story are found without those of others.
CREATE INDEX entity_story IF NOT EXISTS FOR (e:Entity) ON (e.story)
