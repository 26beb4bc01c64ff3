// What was decided of entities of different stories?
MATCH (j:Judgement)
RETURN j.a AS a, j.b AS b, j.verdict AS verdict, j.who AS who, j.at AS at, j.reason AS reason
ORDER BY a, b
