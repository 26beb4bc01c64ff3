// Which alias do two entities share?
MATCH (e:Entity)
UNWIND e.aliases AS alias
WITH toLower(alias) AS alias, collect(DISTINCT e.id) AS entities
WHERE size(entities) > 1
RETURN alias, entities
