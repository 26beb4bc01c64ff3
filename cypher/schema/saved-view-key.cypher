// A saved view has one id in its story.
CREATE CONSTRAINT saved_view_key IF NOT EXISTS FOR (v:SavedView) REQUIRE (v.story, v.id) IS UNIQUE
