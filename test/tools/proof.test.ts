import { expect } from "chai";
import { checkoutSeed, readProof, versionsHere } from "../../tools/differential/proof-file.ts";
import { ciRun, contentHash, PROOF_QUERIES, PROOF_SEED, type Proof } from "../../tools/differential/proof.ts";

const hashOf = (...files: readonly (readonly [string, string])[]) => contentHash(new Map(files));

describe("The hash of a folder's contents", () => {
  const hash = hashOf(["a.ts", "one"], ["b.ts", "two"]);

  it("is the same in any order of the files", () => {
    expect(hashOf(["b.ts", "two"], ["a.ts", "one"])).to.equal(hash);
    expect(hash).to.match(/^[0-9a-f]{64}$/);
  });

  it("is another one when a text, a name or the border between two files changes", () => {
    const others = [
      hashOf(["a.ts", "one"], ["b.ts", "Two"]),
      hashOf(["a.ts", "one"], ["c.ts", "two"]),
      hashOf(["a.ts", "one"]),
      hashOf(["a.ts", 'one\n"b.ts" 3\ntwo']),
      hashOf(["a.ts", "onet"], ["b.ts", "wo"]),
    ];
    expect(new Set([hash, ...others]).size).to.equal(others.length + 1);
  });
});

describe("What CI asks the engine and Neo4j", () => {
  const here = { engine: "e", generator: "g", neo4j: "5.26.30" };
  const proof: Proof = { ...here, seed: PROOF_SEED, queries: PROOF_QUERIES, date: "2026-11-29" };
  const asked = (given: Proof | null, fresh = 7) => {
    const { queries, seed } = ciRun(given, here, fresh);
    return [queries, seed];
  };

  it("is 2,000 statements of its own seed where the proof is of this checkout", () => {
    expect(asked(proof)).to.deep.equal([2_000, 7]);
    expect(asked(proof, 8)).to.deep.equal([2_000, 8]);
  });

  it("has the same seed whenever the same checkout is asked", () => {
    const [seed, again] = [checkoutSeed(), checkoutSeed()];
    expect([seed, seed >= 0 && seed < 2 ** 31]).to.deep.equal([again, true]);
  });

  it("is the 20,000 of the fixed seed where anything in it is another, or there is none", () => {
    for (const given of [
      null,
      { ...proof, engine: "f" },
      { ...proof, generator: "h" },
      { ...proof, neo4j: "5.26.31" },
      { ...proof, queries: 19_999 },
    ])
      expect(asked(given), JSON.stringify(given)).to.deep.equal([20_000, 20_261_125]);
  });

  it("names what changed", () => {
    expect(ciRun({ ...proof, engine: "f" }, here, 7).why).to.equal(
      "proof.json is of another engine: the whole fixed seed",
    );
  });
});

describe("proof.json", () => {
  it("is of a run that asked enough, of the Neo4j that is fetched", function () {
    const proof = readProof();
    // Without one CI asks all statements.
    if (proof === null) return this.skip();
    expect(proof.queries).to.be.at.least(PROOF_QUERIES);
    expect(proof.neo4j).to.equal(versionsHere().neo4j);
  });
});
