// Which events are planned and had not happened yet?
MATCH (e:Event)
WHERE e.status = 'planned'
RETURN e.id AS event
