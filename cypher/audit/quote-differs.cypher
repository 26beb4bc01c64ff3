// Which quote is not what the text says at its place?
MATCH (:Entity|Article)-[r]->()
WHERE r.quotes IS NOT NULL
MATCH (a:Article {story: r.story, id: r.document})
USING INDEX SEEK a:Article(story, id)
UNWIND range(0, size(r.quotes) - 1) AS i
WITH r, i, substring(a.text, r.starts[i], r.ends[i] - r.starts[i]) AS found
WHERE found <> r.quotes[i]
RETURN r.story AS story, r.id AS relation, r.quotes[i] AS quote, found
