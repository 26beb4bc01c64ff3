// Which entities of a story have these ids?
UNWIND $ids AS id
MATCH (e:Entity {story: $story, id: id})
USING INDEX SEEK e:Entity(story, id)
RETURN [label IN labels(e) WHERE label <> 'Entity'][0] AS label, properties(e) AS properties
