// Which of these entities of several stories are there?
UNWIND $refs AS ref
MATCH (e:Entity {story: ref.story, id: ref.id})
USING INDEX SEEK e:Entity(story, id)
RETURN ref.story AS story, ref.id AS id
