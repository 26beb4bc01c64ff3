// Entities are found by their id alone, in whichever story.
CREATE INDEX entity_by_id IF NOT EXISTS FOR (e:Entity) ON (e.id)
