// Removes saved views of a story.
UNWIND $rows AS row
MATCH (v:SavedView {story: $story, id: row.id})
USING INDEX SEEK v:SavedView(story, id)
DELETE v
RETURN count(*) AS count
