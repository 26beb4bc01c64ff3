// Which relation is said by somebody whom its story does not have?
MATCH (:Entity|Article)-[r]->()
WHERE type(r) <> 'MENTIONS'
  AND NOT EXISTS { MATCH (e:Entity {story: r.story, id: r.source}) USING INDEX SEEK e:Entity(story, id) }
  AND NOT EXISTS { MATCH (a:Article {story: r.story, id: r.source}) USING INDEX SEEK a:Article(story, id) }
RETURN r.story AS story, r.id AS relation, r.source AS source
