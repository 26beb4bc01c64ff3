// Takes back what was decided of two entities.
MATCH (j:Judgement {a: $a, b: $b})
DELETE j
RETURN count(*) AS count
