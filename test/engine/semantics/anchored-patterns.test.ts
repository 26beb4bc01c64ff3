import { expect } from "chai";
import { prepare, unanchoredText } from "../../../engine/run-statement.ts";

const ANCHOR = { key: "story", parameter: "story" };
const partOf = async (statement: string) => unanchoredText(await prepare(statement), ANCHOR)?.text ?? null;

describe("the patterns of a statement that hang on an anchored node", () => {
  for (const statement of [
    "MATCH (a:Entity {story: $story}) RETURN a",
    "MATCH (a {story: $story, id: 'x'})-[r]->(b)<--(c) RETURN r, c",
    "MATCH (c)-->(b), (a {story: $story})-->(b) RETURN c",
    "MATCH (a {story: $story}) OPTIONAL MATCH (a)-->(b) WHERE EXISTS { (b)-->(:Place) } RETURN b",
    "MATCH (a {story: $story}) WITH a AS b MATCH (b)-->(c) RETURN c",
    "MATCH (a {story: $story}) WITH *, 1 AS one MATCH (a)-->(c) RETURN c",
    "MATCH (a {story: $story}) CALL (a) { MATCH (a)-->(c) RETURN c } MATCH (c)-->(d) RETURN d",
    "MATCH (a {story: $story}) CALL { WITH a MATCH (a)-->(c) RETURN c } RETURN c",
    "MATCH (a {story: $story}) RETURN [(a)-->(b) | b.name], COUNT { (a)--() }, COLLECT { MATCH (a)-->(c) RETURN c.name }",
    "MATCH (a {story: $story}) RETURN a UNION MATCH (b {story: $story})-->(a) RETURN a",
    "MATCH p = shortestPath((a {story: $story})-[*]-(b {story: $story})) RETURN p",
    "MATCH (a {story: $story}) ((x)-->(y)){1,3} (b) RETURN b",
    "UNWIND [1, 2] AS n RETURN n",
  ]) {
    it(`are all of ${statement}`, async () => expect(await partOf(statement)).to.equal(null));
  }

  for (const [statement, part] of [
    ["MATCH (a) RETURN a", "(a)"],
    ["MATCH (a:Entity {story: 'other'}) RETURN a", "(a:Entity {story: 'other'})"],
    ["MATCH (a:Entity {story: $other}) RETURN a", "(a:Entity {story: $other})"],
    ["MATCH (a:Entity) WHERE a.story = $story RETURN a", "(a:Entity)"],
    ["MATCH (a {story: $story}), (b)-->(c) RETURN b", "(b)-->(c)"],
    ["MATCH (a {story: $story}) WITH 1 AS one MATCH (a) RETURN a", "(a)"],
    ["MATCH (a {story: $story}) WITH a.id AS a MATCH (b {id: a}) RETURN b", "(b {id: a})"],
    ["MATCH (a {story: $story}) WITH collect(a) AS list UNWIND list AS a MATCH (a)-->(b) RETURN b", "(a)-->(b)"],
    ["MATCH (a {story: $story}) RETURN EXISTS { MATCH (b) WHERE b.id = a.id }", "(b)"],
    ["MATCH (a {story: $story}) RETURN COUNT { (:Person) }", "(:Person)"],
    ["MATCH (a {story: $story}) RETURN [(b)-->(c) | c.name]", "(b)-->(c)"],
    ["MATCH (a {story: $story}) CALL { MATCH (a) RETURN a AS b } RETURN b", "(a)"],
    ["MATCH (a {story: $story}) CALL () { MATCH (a) RETURN a AS b } RETURN b", "(a)"],
    ["MATCH (a {story: $story}) RETURN a UNION MATCH (a) RETURN a", "(a)"],
    ["MATCH (a {story: $story}) WITH a, [a] AS list RETURN [a IN list WHERE EXISTS { MATCH (a) } | a]", "(a)"],
    ["CALL db.labels() YIELD label RETURN label", "CALL db.labels() YIELD label"],
    [
      "CALL db.index.fulltext.queryNodes('i', 'x') YIELD node AS a MATCH (a)-->(b) RETURN b",
      "CALL db.index.fulltext.queryNodes('i', 'x') YIELD node AS a",
    ],
  ] as const) {
    it(`are not all of ${statement}`, async () => expect(await partOf(statement)).to.equal(part));
  }
});
