// Which kinds do some stories have, and how many of each?
MATCH (n)
WHERE n.story IN $stories
UNWIND labels(n) AS name
RETURN name, count(*) AS count
ORDER BY name
