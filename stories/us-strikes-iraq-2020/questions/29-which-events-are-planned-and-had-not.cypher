// Which events are planned and had not happened yet?
MATCH (e:Entity:Event {story: $story})
WHERE e.status = 'planned'
OPTIONAL MATCH (e)-[r]-(:Entity {story: $story})
WHERE r.certainty = 'planned'
WITH e, r ORDER BY r.id
RETURN e AS event, CASE WHEN e.startDate IS NULL THEN 'no date is given' WHEN e.precision = 'after' THEN 'after ' + e.startDate ELSE e.startDate END AS `when`, collect(r)[0] AS receipt
