import { expect } from "chai";
import * as fc from "fast-check";
import { CypherError } from "../../../engine/errors.ts";
import { loadTextSearch, TextIndex } from "../../../engine/graph/fulltext.ts";
import { tokenizeText } from "../../../engine/graph/tokens.ts";
import { Wildcard } from "../../../engine/graph/wildcard.ts";
import { UNMETERED } from "./values.ts";

const TEXTS = [
  ["Margarethe Vestager", "Commissioner for competition"],
  ["Acme Holding", "A company of the Vestager family, in Malta"],
  ["Malta Holding Company", "Holds Acme"],
  ["O'Neil & Sons", "Trade in 3.5 mm cable, e.g. example.com"],
  ["東京電力", "Tōkyō Denryoku"],
  ["Bank of Bergen", null],
] as const;

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
  before(loadTextSearch);

  const cases: [query: string, found: number[]][] = [
    ["vestager", [0, 1]],
    ["VESTAGER malta", [0, 1, 2]],
    ["vestager AND malta", [1]],
    ["vestager && malta", [1]],
    ["+malta -vestager", [2]],
    ["malta NOT vestager", [2]],
    ["malta !vestager", [2]],
    ["name:malta", [2]],
    ["summary:(malta OR competition)", [0, 1]],
    ["town:malta", []],
    ['"malta holding"', [2]],
    ['"holding malta"', []],
    ['"malta company"', []],
    ['"malta company"~1', [2]],
    ['name:"acme holding"', [1]],
    ['+malta -"malta holding"', [1]],
    ["+malta -(holds company)", []],
    ["hold*", [1, 2]],
    ["h*ing", [1, 2]],
    ["?alta", [1, 2]],
    ["*", [0, 1, 2, 3, 4, 5]],
    ["*:*", [0, 1, 2, 3, 4, 5]],
    ["*:* -malta", [0, 3, 4, 5]],
    ["vestagr~", [0, 1]],
    ["vestagr~1", [0, 1]],
    ["vstgr~1", []],
    ["o'neil", [3]],
    [String.raw`o\'neil \& sons`, [3]],
    ["3.5", [3]],
    ["example.com", [3]],
    ["東京", [4]],
    ["[bank TO bergen]", [5]],
    ["{bank TO bergen}", []],
    ["name:[m TO *]", [0, 2, 3, 4, 5]],
    ["(bergen AND bank) OR competition", [0, 5]],
    ["bergen^4 malta", [1, 2, 5]],
    ["AC/DC", []],
    ["&", []],
    ["+& bergen", [5]],
    ["-malta", []],
    ["", []],
    ["constructor", []],
  ];
  for (const [query, found] of cases)
    it(`finds by ${query || "nothing"}`, () => expect(ask(query)).to.deep.equal(found));

  for (const query of ["(a", "a)", '"a', "a AND", "OR a", "+", "name:", "a AND OR b", "[a TO", "a~x:", "(".repeat(200)])
    it(`refuses ${query.slice(0, 20)}`, () => expect(() => ask(query)).to.throw(CypherError, "cannot be read"));

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
    texts.set(0, TEXTS[0]);
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
