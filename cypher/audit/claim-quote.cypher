// Which claim that does not stand quotes words that its text, or the sentence that said it, does not have?
MATCH (c:Claim)
WHERE c.inText <> 'killed' AND c.quotes IS NOT NULL
OPTIONAL MATCH (a:Article {story: c.story, id: c.document})
USING INDEX SEEK a:Article(story, id)
UNWIND range(0, size(c.quotes) - 1) AS i
WITH c, i, CASE
    WHEN c.isDropped THEN c.quotes[i]
    WHEN c.saidUntil IS NULL THEN substring(a.text, c.starts[i], c.ends[i] - c.starts[i])
    WHEN c.was[i] CONTAINS c.quotes[i] THEN c.quotes[i]
    ELSE c.was[i]
  END AS found
WHERE found IS NULL OR found <> c.quotes[i]
RETURN c.story AS story, c.id AS claim, c.quotes[i] AS quote, found
