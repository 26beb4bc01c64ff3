// What is known of an entity?
MATCH (e:Entity {id: $id})
RETURN [label IN labels(e) WHERE label <> 'Entity'][0] AS label, properties(e) AS properties
