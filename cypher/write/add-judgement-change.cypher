// Enters a change of what was decided of two entities into the ledger of judgements.
OPTIONAL MATCH (last:JudgementChange)
WITH coalesce(max(last.number), 0) + 1 AS number
CREATE (c:JudgementChange)
SET c = $properties, c.number = number
RETURN number
