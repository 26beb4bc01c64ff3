// Which events are planned and had not happened yet?
MATCH (e:Entity:Event {story: $story})
WHERE e.status = 'planned'
RETURN e.id AS event
