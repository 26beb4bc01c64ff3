// Show the evidence that Qaani succeeds Soleimani.
MATCH (:Entity:Person {story: $story, id: 'qaani'})-[r:SUCCEEDS]->(:Person)
RETURN r.sentences[0] AS sentences, r.quotes[0] AS quotes, r.ends[0] - r.starts[0] AS length
