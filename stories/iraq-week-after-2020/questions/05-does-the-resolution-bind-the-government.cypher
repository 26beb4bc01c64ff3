// Does the resolution bind the government?
MATCH (:Entity:Event {story: $story, id: 'vote'})-[r:INVOLVES]->(g:Organization)
WHERE r.role = 'bound'
RETURN g AS whom, CASE r.polarity WHEN 'negative' THEN 'no' ELSE 'yes' END AS answer, r.quotes[0] AS `the text says`, r AS receipt
