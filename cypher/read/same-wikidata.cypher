// Which entities of some stories have one of these Wikidata ids?
UNWIND $wikidata AS wikidata
MATCH (e:Entity {wikidata: wikidata})
USING INDEX SEEK e:Entity(wikidata)
WHERE e.story IN $stories
RETURN [label IN labels(e) WHERE label <> 'Entity'][0] AS label, properties(e) AS properties
