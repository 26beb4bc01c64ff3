// Which relation types do some stories have, and how many of each?
MATCH ()-[r]->()
WHERE r.story IN $stories
RETURN type(r) AS name, count(*) AS count
ORDER BY name
