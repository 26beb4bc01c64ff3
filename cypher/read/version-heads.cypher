// Which texts of a story's articles were replaced, without their words?
MATCH (v:ArticleVersion {story: $story})
RETURN v.article AS article, v.number AS number, v.kind AS kind, v.notice AS notice,
  v.publishedAt AS publishedAt, v.modifiedAt AS modifiedAt, v.readAt AS readAt
ORDER BY v.article, v.number
