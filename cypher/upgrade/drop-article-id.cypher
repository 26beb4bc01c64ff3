// Lets two stories have the same article id; 0.1.0 allowed one.
DROP CONSTRAINT article_id IF EXISTS
