// How long after the first strike was the second?
MATCH (:Event {id: 'strike-1'})-[r:PRECEDES]->(:Event {id: 'strike-2'})
RETURN r.gap AS gap
