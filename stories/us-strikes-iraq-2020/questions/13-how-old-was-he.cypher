// How old was he?
MATCH (p:Entity:Person {story: $story, id: 'soleimani'})
MATCH (a:Article {story: $story, id: 'article'})
WITH p, a, [i IN range(0, size(p.receiptProperties) - 1) WHERE p.receiptProperties[i] = 'age'][0] AS i
RETURN p AS who, toString(p.age) + ', by the words “' + substring(a.text, p.receiptStarts[i], p.receiptEnds[i] - p.receiptStarts[i]) + '”' AS age
