// Which burial was held, and which is still planned?
MATCH (e:Entity:Event {story: $story})-[r:INVOLVES]->(p:Person), (e)-[at:OCCURRED_AT]->(c:Place)
WHERE e.id IN ['burial', 'muhandis-burial'] AND r.role = 'buried'
RETURN p AS whose, c AS `where`, CASE e.status WHEN 'planned' THEN 'planned' ELSE 'held' END AS state, [r, at] AS receipts
