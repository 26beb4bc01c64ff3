// A change of what was decided of two entities has one number.
CREATE CONSTRAINT judgement_change_key IF NOT EXISTS FOR (c:JudgementChange) REQUIRE c.number IS UNIQUE
