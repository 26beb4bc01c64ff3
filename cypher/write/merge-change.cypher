// Keeps what was changed in a story, with some of the records as they were and are.
MERGE (c:Change {story: $story, number: $number})
SET c = $properties
WITH c
UNWIND $parts AS part
MERGE (p:ChangePart {story: $story, change: $number, part: part.part})
SET p.items = part.items
RETURN count(*) AS count
