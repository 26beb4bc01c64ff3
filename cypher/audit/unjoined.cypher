// Which event or statement does no relation join, and no claim that was made of it?
MATCH (e:Event|Statement)
WHERE NOT EXISTS { MATCH (e)-[r]-() WHERE type(r) <> 'MENTIONS' }
  AND NOT EXISTS { MATCH (c:Claim {story: e.story}) WHERE c.subject = e.id OR c.object = e.id }
RETURN e.story AS story, e.id AS entity
