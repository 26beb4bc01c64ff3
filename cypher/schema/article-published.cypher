// Articles are found by when they were published.
CREATE INDEX article_published IF NOT EXISTS FOR (a:Article) ON (a.publishedAt)
