// Keeps what was decided of two entities.
MERGE (j:Judgement {a: $a, b: $b})
SET j = $properties
RETURN count(*) AS count
