// Keeps whom the ids of clusters meant that are taken apart.
UNWIND $rows AS row
MERGE (f:FormerCluster {id: row.id})
SET f.members = row.members
RETURN count(*) AS count
