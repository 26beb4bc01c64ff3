// Which relation types are there, and how many of each?
MATCH ()-[r]->()
RETURN type(r) AS name, count(*) AS count
ORDER BY name
