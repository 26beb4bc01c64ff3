import { expect } from "chai";
import { claimDays } from "../../model/claim-days.ts";
import { claimRows, findRows, rowsAsTsv, sortRows, type ClaimRow } from "../../model/claim-table.ts";
import type { ClaimTime } from "../../model/claim-time.ts";
import { allOf, foldStory } from "../../model/reading.ts";
import { seedGraph } from "./seed.ts";

const graph = seedGraph();
const rows = claimRows(graph, foldStory(graph));

const time = (start: string | null): ClaimTime => ({ start, end: null, text: "", words: "" });

/** A row of which only what a test names is of interest. */
function row(given: Partial<ClaimRow>): ClaimRow {
  const [first] = rows;
  if (first === undefined) throw new Error("The seed has no claim");
  return { ...first, when: time(null), quotes: [], ...given };
}

describe("The table of claims", () => {
  it("tells every standing relation of the seed, and no row twice, folded or not", () => {
    const standing = graph.relations.map(({ id }) => id).toSorted();
    for (const view of [foldStory(graph), allOf(graph)]) {
      const of = claimRows(graph, view);
      expect([...new Set(of.flatMap(({ relations }) => relations))].toSorted()).to.deep.equal(standing);
      expect(new Set(of.map(({ key }) => key)).size).to.equal(of.length);
    }
  });

  it("says who, what, when, how sure and where", () => {
    const [claim] = findRows(rows, "television carried out strike");
    expect(claim).to.deep.equal({
      key: '["strike-2~us","r036"]',
      relations: ["r036"],
      line: "strike-2~us",
      from: "us",
      to: "strike-2",
      sources: ["iraqi-state-tv"],
      who: "Iraqi state television",
      says: "The United States carried out the second strike of 4 Jan",
      when: {
        start: "2020-01-04",
        end: "2020-01-04",
        text: "Before dawn on Saturday",
        words: "Before dawn on Saturday (4 January 2020)",
      },
      certainty: "claimed",
      negative: false,
      sure: "claimed",
      documents: ["article"],
      document: "A day after it killed an Iranian general, the US bombs pro-Iran fighters in Iraq",
      quotes: ["Iraqi state television, however, confirmed a US air raid"],
    });
  });

  it("is found by words of any column, whatever their case and marks", () => {
    expect(findRows(rows, "  ").length).to.equal(rows.length);
    expect(findRows(rows, "KHAMENEI severe").map(({ who }) => who)).to.include("Ali Khamenei");
    expect(findRows(rows, "nobody-says-this")).to.deep.equal([]);
  });

  it("is sorted by each column, undated claims last both ways", () => {
    const [one, two, three] = [
      row({ key: "1", who: "b", when: time("2020-01-04"), certainty: "claimed" }),
      row({ key: "2", who: "a", when: { ...time(null), end: "2019-12-31" }, certainty: "fact" }),
      row({ key: "3", who: "c", certainty: "hypothetical" }),
    ];
    const keys = (by: "who" | "when" | "sure", descending: boolean) =>
      sortRows([one, two, three], { by, descending }).map(({ key }) => key);
    expect(keys("who", false)).to.deep.equal(["2", "1", "3"]);
    expect(keys("who", true)).to.deep.equal(["3", "1", "2"]);
    expect(keys("when", false)).to.deep.equal(["2", "1", "3"]);
    expect(keys("when", true)).to.deep.equal(["1", "2", "3"]);
    expect(keys("sure", false)).to.deep.equal(["2", "1", "3"]);
  });

  it("goes into a spreadsheet: a cell is one cell, and none is a formula", () => {
    const tsv = rowsAsTsv(
      [row({ who: "=HYPERLINK(1)", says: "a\tb\nc", sure: "said", document: "+1", quotes: ["one", "two"] })],
      ({ line }) => `https://example.org/?line=${line}`,
    );
    expect(tsv.split("\n").map((line) => line.split("\t"))).to.deep.equal([
      ["Who", "Says", "When", "From", "Until", "How sure", "Document", "Quote", "Link"],
      ["'=HYPERLINK(1)", "a b c", "", "", "", "said", "'+1", "one … two", `https://example.org/?line=${rows[0]?.line}`],
    ]);
  });
});

describe("The days of claims", () => {
  it("are those of the seed, with their parts, and what has no date is counted", () => {
    const { unit, periods, undated } = claimDays(rows);
    expect([unit, periods.map(({ id, words }) => [id, words])]).to.deep.equal([
      "day",
      [
        ["2020-01-03", "3 January 2020"],
        ["2020-01-04", "4 January 2020"],
        ["2020-01-05", "5 January 2020"],
      ],
    ]);
    expect(periods.reduce((sum, period) => sum + period.rows.length, undated.length)).to.equal(rows.length);
    expect(periods[1]?.parts.map(({ words }) => words)).to.include("Before dawn on Saturday");
  });

  it("are months or years where they are many", () => {
    const dated = (start: string) => row({ when: time(start) });
    const days = Array.from({ length: 90 }, (_, at) => new Date(Date.UTC(2020, 0, 1 + at)).toISOString().slice(0, 10));
    const months = claimDays(days.map(dated));
    expect([months.unit, months.periods.map(({ words, rows: of }) => [words, of.length])]).to.deep.equal([
      "month",
      [
        ["January 2020", 31],
        ["February 2020", 29],
        ["March 2020", 30],
      ],
    ]);
    const years = claimDays(Array.from({ length: 80 }, (_, at) => dated(`${1900 + at}-06-01`)));
    expect([years.unit, years.periods.length, years.periods[0]?.words]).to.deep.equal(["year", 80, "1900"]);
  });
});
