// What do US officials add to the article's own account?
MATCH (a:Entity {story: $story})-[r]->(b)
WHERE r.source = 'us-officials'
RETURN a AS who, CASE type(r) WHEN 'KILLED' THEN 'killed' WHEN 'TARGETED' THEN 'was directed at' WHEN 'USED' THEN 'was carried out with' WHEN 'OCCURRED_AT' THEN 'took place ' + coalesce(r.preposition, 'at') WHEN 'OWNS' THEN 'has' ELSE toLower(replace(type(r), '_', ' ')) END AS `does what`, b AS whom, r AS receipt
