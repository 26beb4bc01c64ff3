// What does an article say?
MATCH (a:Article {id: $id})
RETURN properties(a) AS properties
