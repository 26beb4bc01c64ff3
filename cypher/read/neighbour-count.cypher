// How many neighbours does an entity have?
MATCH (e:Entity {story: $story, id: $id})-[r]-(other:Entity)
USING INDEX SEEK e:Entity(story, id)
WHERE other.id <> e.id AND ($types IS NULL OR type(r) IN $types)
RETURN count(DISTINCT other) AS total
