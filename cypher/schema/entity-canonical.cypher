// The entities of a cluster are found together.
CREATE INDEX entity_canonical IF NOT EXISTS FOR (e:Entity) ON (e.canonical)
