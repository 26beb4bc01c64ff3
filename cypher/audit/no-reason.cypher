// Which relation is read into the text without saying why?
MATCH (:Entity|Article)-[r]->()
WHERE r.certainty IN ['inferred', 'ambiguous'] AND (r.reason IS NULL OR trim(r.reason) = '')
RETURN r.story AS story, r.id AS relation, r.certainty AS certainty
