// A cluster that was taken apart is kept once by its id.
CREATE CONSTRAINT former_cluster_key IF NOT EXISTS FOR (f:FormerCluster) REQUIRE f.id IS UNIQUE
