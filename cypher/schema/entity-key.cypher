// An entity has one id in its story.
CREATE CONSTRAINT entity_key IF NOT EXISTS FOR (e:Entity) REQUIRE (e.story, e.id) IS UNIQUE
