import { expect } from "chai";
import { missingParts, missingWords } from "../../client/derive/missing-parts.ts";
import { workspaceOf } from "../../client/state/address.ts";
import { seedGraph } from "../model/seed.ts";

describe("what a saved view names and its story does not show any more", () => {
  const graph = seedGraph();
  const missing = missingParts(graph);
  const wordsOf = (state: string) => missingWords(missing(workspaceOf(state)));

  it("is nothing of what is there, or is only left out", () => {
    for (const state of [
      "v=2",
      "at=soleimani&with=soleimani&with=strike-1&pin=0.5_0.5_iran&v=2",
      "line=soleimani~us&v=2",
      "view=all&line=quds-force~soleimani&v=2",
      "without=nobody&off=nobody&hide-document=none&v=2",
    ])
      expect([state, wordsOf(state)]).to.deep.equal([state, ""]);
  });

  it("is counted once each, marks and the line that is selected", () => {
    expect(wordsOf("at=nobody&with=nobody&v=2")).to.equal("1 of what this view shows is no longer in the story.");
    expect(wordsOf("with=iran&with=nobody&pin=0_0_somebody&v=2")).to.equal(
      "2 of what this view shows are no longer in the story.",
    );
    expect(wordsOf("line=iran~nobody&v=2")).to.equal("1 of what this view shows is no longer in the story.");
  });

  it("is whom nothing joins any more but claims that do not stand", () => {
    const { subject } = graph.relations.find(({ id }) => id === "r001")!;
    const of = (id: string) => id === subject;
    const claims = graph.relations
      .filter((one) => of(one.subject) || of(one.object))
      .map((one) => ({ ...one, inText: "gone", subjectName: one.subject, objectName: one.object }) as never);
    const relations = graph.relations.filter((one) => !of(one.subject) && !of(one.object));
    expect(missingParts({ ...graph, relations, claims })(workspaceOf(`at=${subject}&v=2`))).to.equal(1);
  });
});
