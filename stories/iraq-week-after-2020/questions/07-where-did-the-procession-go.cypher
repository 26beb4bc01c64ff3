// Where did the procession go, from where, and on which days?
MATCH (e:Entity:Event {story: $story, id: 'procession'})-[r:ORIGIN|DESTINATION|OCCURRED_AT]->(p:Place)
RETURN p AS place, CASE type(r) WHEN 'ORIGIN' THEN 'sets out' WHEN 'DESTINATION' THEN 'goes to' ELSE 'by way of' END AS how, coalesce(r.startDate, 'not said') AS `when`, r AS receipt
