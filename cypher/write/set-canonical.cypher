// Says to which cluster entities belong.
UNWIND $rows AS row
MATCH (e:Entity {story: row.story, id: row.id})
USING INDEX SEEK e:Entity(story, id)
SET e.canonical = row.canonical
RETURN count(*) AS count
