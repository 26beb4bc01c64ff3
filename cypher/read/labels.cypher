// Which kinds are there, and how many of each?
MATCH (n)
UNWIND labels(n) AS name
RETURN name, count(*) AS count
ORDER BY name
