import { expect } from "chai";
import { changeWords, takenBack, type Change } from "../../model/change-words.ts";

const entry = (number: number, what: Change["what"], more: Partial<Change> = {}): Change => ({
  number,
  at: "2020-01-04T14:10:00.000Z",
  who: null,
  kind: null,
  what,
  why: null,
  subject: null,
  visibility: null,
  reverted: null,
  created: 0,
  removed: 0,
  ...more,
});

describe("what was changed in a story, in words", () => {
  const changes = [
    entry(1, "load"),
    entry(2, "correction", { subject: "a", why: "A figure was wrong." }),
    entry(3, "correction", { subject: "a" }),
    entry(4, "decision", { subject: "c" }),
    entry(5, "decision", { subject: "unknown", why: "misread" }),
    entry(6, "load"),
    entry(7, "revert", { reverted: 2 }),
    entry(8, "revert", { reverted: 99 }),
    entry(9, "erasure"),
    entry(10, "correction", { subject: "a", kind: "hold" }),
    entry(11, "correction", { subject: "a", kind: "kill", why: "It should not have run." }),
    entry(12, "correction", { subject: "a", kind: "refile" }),
    entry(13, "correction", { subject: "a", kind: "correction" }),
    entry(14, "rename"),
    entry(15, "visibility", { visibility: "public" }),
    entry(16, "visibility", { visibility: "desk" }),
    entry(17, "revert", { reverted: 16 }),
  ];
  const names = {
    articleOf: () => "“A report”",
    claimOf: (id: string) => (id === "c" ? "Ann leads the guild" : null),
    changeOf: (number: number) => changes.find((change) => change.number === number) ?? null,
  };

  it("is a sentence for each", () => {
    expect(changes.map((change) => changeWords(change, names))).to.deep.equal([
      "The story was loaded.",
      "“A report” was changed by its publisher: “A figure was wrong.”",
      "“A report” was changed by its publisher, who gave no reason.",
      "Decided about the claim “Ann leads the guild”.",
      "A claim was decided about: “misread”",
      "The story was loaded again.",
      "Taken back: “A report” was changed by its publisher: “A figure was wrong.”",
      "A change was taken back.",
      "Words were erased.",
      "“A report” was put on hold by its publisher.",
      "“A report” was withdrawn by its publisher: “It should not have run.”",
      "“A report” was published again.",
      "“A report” was corrected by its publisher, who gave no reason.",
      "The story was given another title.",
      "The story was made public.",
      "The story was taken back to the desk.",
      "Taken back: the story was taken back to the desk.",
    ]);
  });

  it("is taken back by a later change, and in force again when that is", () => {
    const reverts = [entry(3, "revert", { reverted: 2 }), entry(4, "revert", { reverted: 3 })];
    expect([...takenBack(reverts.slice(0, 1))]).to.deep.equal([2]);
    expect([...takenBack(reverts)]).to.deep.equal([3]);
  });
});
