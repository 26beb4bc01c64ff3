// Two entities are judged once.
CREATE CONSTRAINT judgement_key IF NOT EXISTS FOR (j:Judgement) REQUIRE (j.a, j.b) IS UNIQUE
