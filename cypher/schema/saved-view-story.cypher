// The saved views of a story are found without those of others.
CREATE INDEX saved_view_story IF NOT EXISTS FOR (v:SavedView) ON (v.story)
