// Which alias do two entities of a story share?
MATCH (e:Entity)
UNWIND e.aliases AS alias
WITH e.story AS story, toLower(alias) AS alias, collect(DISTINCT e.id) AS entities
WHERE size(entities) > 1
RETURN story, alias, entities
