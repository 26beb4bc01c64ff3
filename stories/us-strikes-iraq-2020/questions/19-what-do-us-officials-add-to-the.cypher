// What do US officials add to the article's own account?
MATCH (a:Entity {story: $story})-[r]->(b)
WHERE r.source = 'us-officials'
RETURN a.id AS who, type(r) AS type, b.id AS whom
