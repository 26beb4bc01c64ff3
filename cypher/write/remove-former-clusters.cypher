// Forgets whom the ids of clusters meant that were taken apart.
UNWIND $rows AS row
MATCH (f:FormerCluster {id: row.id})
DELETE f
RETURN count(*) AS count
