import { expect } from "chai";
import { foldStory } from "../../model/reading.ts";
import { claim, entity, graphOf } from "./claims.ts";

const ARTICLES = ["wire", "paper"].map((id) => ({ id, title: id }));

/** A claim of one of two documents, which says it in its own voice. */
function said(document: "wire" | "paper", words: string) {
  return claim(words, { id: `${document}: ${words}`, document, source: document });
}

const ENTITIES = [
  entity("council", "Organization", { name: "Town council" }),
  entity("bridge", "Facility", { name: "Tarn bridge" }),
  entity("refusal", "Statement", { name: "Town council refuses to open the bridge" }),
];

/** The claims each sentence rests on. */
function chains(...relations: ReturnType<typeof said>[]): string[][] {
  const { lines } = foldStory(graphOf(ENTITIES, relations, ARTICLES));
  return lines.flatMap(({ sentences }) => sentences.map((sentence) => [...sentence.relations]));
}

describe("what several documents say through one statement", () => {
  it("is a sentence of each, and none of one's speaker and the other's subject", () => {
    const [made, about] = ["council MADE refusal", "refusal ABOUT bridge"];
    const of = (document: "wire" | "paper") => [said(document, made), said(document, about)];
    expect(chains(...of("wire"), ...of("paper"))).to.have.deep.members([
      [`wire: ${made}`, `wire: ${about}`],
      [`paper: ${made}`, `paper: ${about}`],
    ]);
  });

  it("is put together where no document says the whole of it", () => {
    const [made, about] = ["council MADE refusal", "refusal ABOUT bridge"];
    expect(chains(said("wire", made), said("paper", about))).to.deep.equal([[`wire: ${made}`, `paper: ${about}`]]);
  });

  it("is not put together of who says again a part of what another document says whole", () => {
    const [made, about] = ["council MADE refusal", "refusal ABOUT bridge"];
    expect(chains(said("wire", made), said("wire", about), said("paper", made))).to.deep.equal([
      [`wire: ${made}`, `wire: ${about}`],
    ]);
  });

  it("is put together where it says something else, and where somebody is quoted", () => {
    const [made, about] = ["council MADE refusal", "refusal ABOUT bridge"];
    const denied = { ...said("paper", made), id: "denied", polarity: "negative" as const };
    const quoted = { ...said("paper", made), id: "quoted", source: "mayor" };
    const told = (...more: ReturnType<typeof said>[]) => {
      const relations = [said("wire", made), said("wire", about), ...more];
      const { lines } = foldStory(graphOf([...ENTITIES, entity("mayor", "Person")], relations, ARTICLES));
      return lines.flatMap(({ sentences }) => sentences.map(({ text, relations: [leg] }) => `${leg}: ${text}`));
    };
    const whole = `wire: ${made}: Town council refuses to open the bridge`;
    expect(told(denied)).to.deep.equal([
      whole,
      "denied: The Town council did not say: Town council refuses to open the bridge",
    ]);
    expect(told(quoted)).to.deep.equal([whole, "quoted: Town council refuses to open the bridge"]);
  });
});
