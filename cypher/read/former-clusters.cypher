// Whom did the ids of clusters mean that were taken apart?
MATCH (f:FormerCluster)
RETURN f.id AS id, f.members AS members
ORDER BY id
