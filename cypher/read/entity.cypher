// What is known of an entity of a story?
MATCH (e:Entity {story: $story, id: $id})
USING INDEX SEEK e:Entity(story, id)
RETURN [label IN labels(e) WHERE label <> 'Entity'][0] AS label, properties(e) AS properties
