// The parts of a story's changes are found without those of others.
CREATE INDEX change_part_story IF NOT EXISTS FOR (p:ChangePart) ON (p.story)
