import { expect } from "chai";
import { queryMistake, queryText, queryValues, withOtherIds } from "../../model/picture-query.ts";

describe("the query that says what is seen", () => {
  it("is read as it was written, whatever signs ids hold", () => {
    const query = queryText([
      ["at", "a,b"],
      ["at", "c&d=e +%"],
      ["v", "2"],
    ]);
    expect(query).to.equal("at=a%2Cb&at=c%26d%3De%20%2B%25&v=2");
    expect([...queryValues(query)]).to.deep.equal([
      ["at", ["a,b", "c&d=e +%"]],
      ["v", ["2"]],
    ]);
  });

  for (const query of [
    "",
    "v=2",
    "view=all&show=own&at=a&line=a~b&off=x&hide=Event&hide-type=KILLED&hide-certainty=fact&hide-polarity=negative",
    "hide-document=d&with=a,b&without=c&pin=0.5_1_a_b&v=1",
  ]) {
    it(`may be “${query}”`, () => expect(queryMistake(query)).to.equal(null));
  }

  for (const [query, mistake] of [
    ["?at=a", "has “?at”, which says nothing of a picture"],
    ["story=a&at=b", "has “story”, which says nothing of a picture"],
    ["__proto__=a", "has “__proto__”, which says nothing of a picture"],
    ["at=a&", "has “”, which says nothing of a picture"],
    ["at=", "says nothing for “at”"],
    ["view=some", "has “some” for “view”"],
    ["pin=2_a", "has “2_a” for “pin”"],
    ["v=3&at=a&new-key=b", "is of version “3”, and this server reads 1 and 2"],
    ["at=%E0%A4", "has a percent sign that stands for no character"],
    ["at=\ud800", "holds half a surrogate pair"],
    [`${"x".repeat(50)}=1`, `has “${"x".repeat(40)}…”, which says nothing of a picture`],
  ] as const) {
    it(`is refused as “${query.slice(0, 20)}”`, () => expect(queryMistake(query)).to.equal(mistake));
  }

  it("names other ids where things have others, and nothing that is gone", () => {
    const change = (id: string) => (id === "gone" ? null : id === "old" ? "new" : id);
    const query = "at=old&with=old&with=gone&with=a&off=gone&hide=gone&pin=0.5_0.25_old&pin=0_0_gone&line=a~b&v=2";
    expect(withOtherIds(query, change)).to.equal("at=new&with=new&with=a&hide=gone&pin=0.5_0.25_new&line=a~b&v=2");
    expect(withOtherIds("line=a~gone~r1&v=2", change)).to.equal("v=2");
    expect(withOtherIds("line=a%257Eb~old&v=2", change)).to.equal("v=2");
    expect(withOtherIds("at=a,b&v=1", change)).to.equal("at=a,b&v=1");
  });
});
