// Lets two stories have the same entity id; 0.1.0 allowed one.
DROP CONSTRAINT entity_id IF EXISTS
