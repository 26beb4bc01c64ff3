// A claim that does not stand has one id in its story.
CREATE CONSTRAINT claim_key IF NOT EXISTS FOR (c:Claim) REQUIRE (c.story, c.id) IS UNIQUE
