// Says to which cluster entities belong.
UNWIND $rows AS row
MATCH (e:Entity {story: row.story, id: row.id})
SET e.canonical = row.canonical
RETURN count(*) AS count
