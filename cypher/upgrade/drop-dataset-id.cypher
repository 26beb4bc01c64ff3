// Lets two stories have the same dataset id; 0.1.0 allowed one.
DROP CONSTRAINT dataset_id IF EXISTS
