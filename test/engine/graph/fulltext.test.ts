import { expect } from "chai";
import * as fc from "fast-check";
import { CypherError } from "../../../engine/errors.ts";
import { loadTextSearch, TextIndex } from "../../../engine/graph/fulltext.ts";
import { tokenizeText } from "../../../engine/graph/analyzer.ts";
import { Wildcard } from "../../../engine/graph/wildcard.ts";
import { textQueries } from "./text-queries.ts";
import { UNMETERED } from "./values.ts";

const { texts: TEXTS, queries } = textQueries();

function index(): TextIndex {
  const texts = new TextIndex("node", ["name", "summary"]);
  TEXTS.forEach((values, element) => texts.set(element, values));
  return texts;
}

const ask = (query: string) =>
  index()
    .query(query, UNMETERED)
    .map(({ element }) => element)
    .toSorted((a, b) => a - b);

describe("a full-text index", () => {
  before(() => loadTextSearch());

  for (const { query, found } of queries) {
    it(`${found === null ? "refuses" : "finds by"} ${JSON.stringify(query)}`, () => {
      if (found === null) expect(() => ask(query)).to.throw(CypherError, "The full-text query cannot be read");
      else expect(ask(query)).to.deep.equal(found);
    });
  }

  for (const query of ["/ma.ta/", "name:/m.*/", "(".repeat(200), "a ".repeat(1_025), "a".repeat(20_001)])
    it(`refuses ${query.slice(0, 12)} at once, ${query.length} long`, () =>
      expect(() => ask(query)).to.throw(CypherError, "The full-text query cannot be read"));

  it("of many words that a fuzzy one fits takes the nearest fifty", () => {
    const texts = new TextIndex("node", ["name"]);
    for (let number = 0; number < 100; number += 1) texts.set(number, [`word${String(number).padStart(2, "0")}`]);
    const near = texts.query("word00~2", UNMETERED).map(({ element }) => element);
    expect(near).to.have.length(50);
    expect(near).to.include.members([0, ...Array.from({ length: 9 }, (_, at) => at + 1)]);
  });

  it("answers the best first, and what is boosted before what is not", () => {
    const first = (query: string) => index().query(query, UNMETERED)[0]?.element;
    expect(first("vestager competition")).to.equal(0);
    expect(first("acme^0.1 bergen^9")).to.equal(5);
    expect(first("acme^9 bergen^0.1")).to.not.equal(5);
  });

  it("follows what changes", () => {
    const texts = index();
    texts.set(0, ["Someone Else", ["in", "lists", 1]]);
    texts.set(1, null);
    expect(texts.query("vestager", UNMETERED)).to.deep.equal([]);
    expect(texts.query('"else"', UNMETERED).map(({ element }) => element)).to.deep.equal([0]);
    texts.set(0, ["Margarethe Vestager", null]);
    expect(texts.query("vestager", UNMETERED).map(({ element }) => element)).to.deep.equal([0]);
  });

  it("answers or refuses whatever is asked", () => {
    const texts = index();
    const sign = fc.constantFrom(...'ab *?~^:()[]{}"\\+-!&|/'.split(""), " AND ", " OR ", " NOT ", " TO ", "malta");
    fc.assert(
      fc.property(fc.array(sign), (signs) => {
        try {
          texts.query(signs.join(""), UNMETERED);
        } catch (error) {
          expect(error).to.be.instanceOf(CypherError);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("a wildcard", () => {
  it("fits what the same regular expression fits", () => {
    const sign = fc.constantFrom("a", "b", "*", "?", "😀");
    const letter = fc.constantFrom("a", "b", "😀");
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 8 }), fc.array(letter, { maxLength: 8 }), (signs, letters) => {
        const expression = new RegExp(`^${signs.join("").replaceAll("*", ".*").replaceAll("?", ".")}$`, "su");
        expect(new Wildcard(signs.join("")).matches(letters.join(""))).to.equal(expression.test(letters.join("")));
      }),
      { numRuns: 2_000 },
    );
  });

  it("with many stars is as quick as any", () => {
    expect(new Wildcard(`${"*a".repeat(60)}*b`).matches("a".repeat(255))).to.equal(false);
  });
});

describe("the words of a text", () => {
  it("are those of Unicode, in small letters", () => {
    expect(tokenizeText("Ein Mann's 1,000.5 km_h: Ärger! e.g. foo-bar 東京 ひら カタカナ 😀")).to.deep.equal([
      "ein",
      "mann's",
      "1,000.5",
      "km_h",
      "ärger",
      "e.g",
      "foo",
      "bar",
      "東",
      "京",
      "ひ",
      "ら",
      "カタカナ",
      "😀",
    ]);
  });
});
