// How many entities, articles and datasets of 0.1.0 does no story reach?
MATCH (n:Entity|Article|Dataset)
WHERE n.story IS NULL
RETURN count(n) AS count
