// Which relation is one that its story does not tell: proposed, or taken back?
MATCH (:Entity|Article)-[r]->()
WHERE type(r) <> 'MENTIONS' AND NOT r.status IN ['confirmed', 'disputed']
RETURN r.story AS story, r.id AS relation, r.status AS status
