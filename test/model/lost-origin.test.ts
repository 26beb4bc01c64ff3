import { expect } from "chai";
import { claimOf, type Claim } from "../../model/claim.ts";
import { copiesWithoutOrigin } from "../../model/lost-origin.ts";
import { receiptNotes } from "../../model/receipt-notes.ts";
import type { Relation } from "../../model/relation.ts";
import { claim, entity, graphOf } from "./claims.ts";

const ARTICLES = [
  { id: "agency", title: "Agency", url: "https://agency.example/1" },
  { id: "daily", title: "Daily", derivedFrom: "agency" },
  { id: "weekly", title: "Weekly", derivedFrom: "daily" },
  { id: "mirror", title: "Mirror", derivedFrom: "https://agency.example/1" },
  { id: "own", title: "Own" },
];
const said = (document: string, more: Partial<Relation> = {}) =>
  claim("ann LEADS guild", { id: document, document, ...more });
const fallen = (document: string, inText: Claim["inText"], more: Partial<Relation> = {}) =>
  claimOf(said(document, { id: `fallen ${document}`, ...more }), {
    inText,
    subjectName: "Ann",
    objectName: "Guild",
    saidUntil: 1,
  });
const graphWith = (relations: readonly Relation[], claims: readonly Claim[]) => ({
  ...graphOf([entity("ann", "Person"), entity("guild", "Organization")], relations, ARTICLES),
  claims: [...claims],
});
const marked = (relations: readonly Relation[], claims: readonly Claim[]) => [
  ...copiesWithoutOrigin(graphWith(relations, claims)),
];

describe("a copy whose original says it no more", () => {
  const copies = ["daily", "weekly", "mirror", "own"].map((document) => said(document));

  for (const inText of ["gone", "corrected", "killed"] as const)
    it(`is marked where the original’s claim is ${inText}, by id, by address and through another copy`, () => {
      expect(marked(copies, [fallen("agency", inText)])).to.deep.equal(["daily", "weekly", "mirror"]);
    });

  it("is not marked where the original is only on hold, or its claim is only unsure", () => {
    expect(marked(copies, [fallen("agency", "on-hold"), fallen("agency", "unsure")])).to.deep.equal([]);
  });

  it("is not marked where the original says it somewhere else", () => {
    expect(marked([...copies, said("agency")], [fallen("agency", "gone")])).to.deep.equal([]);
  });

  it("is not marked for another claim, or for its opposite", () => {
    expect(marked(copies, [fallen("agency", "gone", { object: "mill" })])).to.deep.equal([]);
    expect(marked(copies, [fallen("agency", "gone", { polarity: "negative" })])).to.deep.equal([]);
  });

  it("says so at its receipt", () => {
    const graph = graphWith(
      [...copies, said("agency", { id: "x", status: "disputed", object: "mill" })],
      [fallen("agency", "gone")],
    );
    const notes = receiptNotes(graph);
    expect(notes([said("daily")])).to.deep.equal(["The report this copies no longer says so."]);
    expect(notes([said("own")])).to.deep.equal([]);
    expect(notes([said("own", { status: "disputed" })])).to.deep.equal(["Disputed by the editors here."]);
  });
});
