// Whom did the id of a cluster mean before it was taken apart?
MATCH (f:FormerCluster {id: $id})
RETURN f.members AS members
