// Of whom is it said both that the raid struck them and that it did not, and by whom?
MATCH (e:Entity:Event {story: $story, id: 'taji-raid'})-[r:TARGETED]->(x), (e)-[other:TARGETED]->(x)
MATCH (s:Entity {story: $story, id: r.source})
WHERE r.polarity <> other.polarity
WITH DISTINCT x, s, r ORDER BY r.id
RETURN x AS whom, s AS `who says it`, CASE r.polarity WHEN 'negative' THEN 'was not struck' ELSE 'was struck' END AS `says that it`, collect(r) AS receipts
