// A part of a change has one number in it.
CREATE CONSTRAINT change_part_key IF NOT EXISTS FOR (p:ChangePart) REQUIRE (p.story, p.change, p.part) IS UNIQUE
