// From where do the articles of a story have their words?
MATCH (a:Article {story: $story})
RETURN a.id AS id, a.title AS title, a.publishedAt AS publishedAt, a.derivedFrom AS derivedFrom, a.sha256 AS sha256, a.url AS url, a.archiveUrl AS archiveUrl
ORDER BY publishedAt, id
