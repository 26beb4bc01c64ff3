import { expect } from "chai";
import { array, assert, constantFrom, property, tuple } from "fast-check";
import {
  clustersOf,
  conflictWith,
  orderedPair,
  partsOfRef,
  type JudgedPair,
  type Verdict,
} from "../../model/clusters.ts";

const judged = (a: string, verdict: Verdict, b: string): JudgedPair => {
  const [first, second] = orderedPair(a, b);
  return { a: first, b: second, verdict };
};

describe("clusters of entities over all stories", () => {
  it("are joined by “same” alone", () => {
    const clusters = clustersOf([
      judged("x/1", "same", "y/1"),
      judged("y/1", "different", "z/1"),
      judged("z/1", "unsure", "x/1"),
    ]);
    expect(clusters.membersOf("y/1")).to.deep.equal(["x/1", "y/1"]);
    expect(clusters.canonicalOf("y/1")).to.equal("x/1");
    expect(clusters.membersOf("z/1")).to.deep.equal(["z/1"]);
  });

  it("are taken apart again by taking one judgement back", () => {
    const all = [judged("x/1", "same", "y/1"), judged("y/1", "same", "z/1")];
    expect(clustersOf(all).membersOf("x/1")).to.deep.equal(["x/1", "y/1", "z/1"]);
    expect(clustersOf(all.slice(0, 1)).membersOf("x/1")).to.deep.equal(["x/1", "y/1"]);
    expect(clustersOf(all.slice(0, 1)).membersOf("z/1")).to.deep.equal(["z/1"]);
  });

  it("may not be joined over two that are different", () => {
    const different = judged("x/1", "different", "z/1");
    const before = [judged("x/1", "same", "y/1"), different];
    expect(conflictWith(before, judged("y/1", "same", "z/1"))).to.deep.equal({
      kind: "different",
      judgement: different,
    });
    expect(conflictWith(before, judged("y/1", "same", "w/1"))).to.equal(null);
  });

  it("may not be called different while others join them", () => {
    const chain = [judged("x/1", "same", "y/1"), judged("y/1", "same", "z/1")];
    expect(conflictWith(chain, judged("x/1", "different", "z/1"))).to.deep.equal({ kind: "same", chain });
    expect(conflictWith(chain.slice(0, 1), judged("x/1", "different", "y/1"))).to.equal(null);
  });

  it("never hold two that are different, whatever is judged in whatever order", () => {
    const ref = constantFrom("a/1", "b/1", "c/1", "d/1", "e/1");
    const verdict = constantFrom<Verdict>("same", "different", "unsure");
    assert(
      property(array(tuple(ref, verdict, ref), { maxLength: 30 }), (asked) => {
        let kept: JudgedPair[] = [];
        for (const [a, says, b] of asked) {
          if (a === b) continue;
          const next = judged(a, says, b);
          if (conflictWith(kept, next) === null)
            kept = [...kept.filter((one) => one.a !== next.a || one.b !== next.b), next];
        }
        const clusters = clustersOf(kept);
        for (const one of kept) {
          const isOne = clusters.canonicalOf(one.a) === clusters.canonicalOf(one.b);
          if (one.verdict === "different") expect(isOne).to.equal(false);
          if (one.verdict === "same") expect(isOne).to.equal(true);
        }
      }),
    );
  });

  it("are named by a story and an id that may hold a slash", () => {
    expect(partsOfRef("story/a/b")).to.deep.equal({ story: "story", id: "a/b" });
    expect([partsOfRef("story"), partsOfRef("/a"), partsOfRef("story/")]).to.deep.equal([null, null, null]);
  });
});
