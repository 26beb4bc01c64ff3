// Which event or statement does no relation join?
MATCH (e:Event|Statement)
WHERE NOT EXISTS { MATCH (e)-[r]-() WHERE type(r) <> 'MENTIONS' }
RETURN e.story AS story, e.id AS entity
