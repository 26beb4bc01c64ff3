import { expect } from "chai";
import { connectionGraph } from "../../model/connection-graph.ts";
import { connectionWords, namingBoth, noneWords } from "../../model/connection-words.ts";
import { MAX_STEPS } from "../../model/connection-limits.ts";
import { findConnections, type Connections } from "../../model/connections.ts";
import type { Entity } from "../../model/entity.ts";
import type { Relation } from "../../model/relation.ts";
import { claim, entity, graphOf } from "./claims.ts";
import { seedGraph } from "./seed.ts";

const people = (...names: readonly string[]): Entity[] => names.map((name) => entity(name, "Person"));
const TWO = [
  { id: "article", title: "A report" },
  { id: "reprint", title: "A report again", derivedFrom: "article" },
];

function found(
  entities: readonly Entity[],
  relations: readonly Relation[],
  request: Omit<Parameters<typeof findConnections>[1], "from" | "to"> & { from?: string; to?: string } = {},
  articles?: Parameters<typeof graphOf>[2],
) {
  const connections = connectionGraph(graphOf(entities, relations, articles));
  const result = findConnections(connections, { from: "ann", to: "dan", ...request });
  return { result, ways: waysOf(result), words: result.found.map((one) => connectionWords(one, connections)) };
}

function waysOf({ found: ways }: Connections): string[] {
  return ways.map(({ marks }) => marks.join(" "));
}

describe("How two entities are linked", () => {
  const chain = [claim("ann ALLIED_WITH ben"), claim("ben LEADS guild"), claim("dan MEMBER_OF guild")];
  const all = [...people("ann", "ben", "cat", "dan"), entity("guild", "Organization")];

  it("is told step by step, whichever way round the sentences are", () => {
    const { result, ways, words } = found(all, chain);
    expect(ways).to.deep.equal(["ann ben guild dan"]);
    expect(result.found[0]?.steps.map(({ claims }) => claims[0]?.text)).to.deep.equal([
      "Ann is close to ben",
      "Ben leads guild",
      "Dan belongs to guild",
    ]);
    expect(words).to.deep.equal([
      {
        summary: "In 3 steps, on 1 source.",
        weakest: "Weakest step: 1, one source (the article itself, said).",
        ifWrong: "If that source is wrong: no other link in 4 steps.",
        wide: [],
        whole: "The article itself says each step; put together here.",
      },
    ]);
  });

  it("leads through nobody twice, and through no more than four steps", () => {
    const line = "abcdefg".split("");
    const links = line.slice(1).map((name, at) => claim(`${line[at]} ALLIED_WITH ${name}`));
    expect(found(people(...line), links, { from: "a", to: "e" }).ways).to.deep.equal(["a b c d e"]);
    expect(found(people(...line), links, { from: "a", to: "f" }).ways).to.deep.equal([]);
    const round = [...links, claim("e ALLIED_WITH b")];
    expect(found(people(...line), round, { from: "a", to: "e" }).ways).to.deep.equal(["a b e", "a b c d e"]);
  });

  it("follows neither where somebody is from nor what was earlier", () => {
    const land = entity("land", "Country");
    const from = [claim("ann OF_COUNTRY land"), claim("dan OF_COUNTRY land")];
    expect(found([...all, land], from).ways).to.deep.equal([]);
    const order = [claim("ann CARRIED_OUT raid"), claim("raid PRECEDES siege"), claim("dan CARRIED_OUT siege")];
    expect(found([...all, entity("raid", "Event"), entity("siege", "Event")], order).ways).to.deep.equal([]);
  });

  it("tells an event between two by one sentence, and names it where more than two meet in it", () => {
    const raid = entity("raid", "Event");
    const killed = [claim("ann CARRIED_OUT raid"), claim("raid KILLED dan")];
    const { result, ways } = found([...all, raid], killed);
    expect(ways).to.deep.equal(["ann dan"]);
    expect(result.found[0]?.steps[0]?.claims.map(({ text }) => text)).to.deep.equal(["Ann killed dan: raid"]);
    const three = ["ann", "ben", "dan"].map((name) => claim(`${name} PARTICIPATED_IN raid`));
    expect(found([...all, raid], three).ways).to.deep.equal(["ann raid dan"]);
  });

  it("leads to an event that is folded away", () => {
    const raid = entity("raid", "Event");
    const killed = [claim("ann CARRIED_OUT raid"), claim("raid KILLED dan"), claim("ben ALLIED_WITH dan")];
    expect(found([...all, raid], killed, { from: "ben", to: "raid" }).ways).to.deep.equal([
      "ben dan raid",
      "ben dan ann raid",
    ]);
  });

  it("is borne out by sources that say it by themselves; a reprint is none", () => {
    const said = (source: string, document = "article") =>
      claim("ann ALLIED_WITH dan", { id: `${source} in ${document}`, source, document });
    const one = found(all, [said("article"), said("reprint", "reprint")], {}, TWO);
    expect(one.words[0]?.summary).to.equal("In 1 step, on 1 source.");
    expect(one.words[0]?.ifWrong).to.equal("If that source is wrong: no other link in 4 steps.");
    const two = found(all, [said("article"), said("ben")]);
    expect(two.words[0]).to.deep.equal({
      summary: "In 1 step, on 2 independent sources.",
      weakest: "2 sources bear it out, each by itself.",
      ifWrong: null,
      wide: [],
      whole: null,
    });
  });

  it("says what is left when a source is wrong", () => {
    const relations = [
      claim("ann ALLIED_WITH dan", { source: "ben", certainty: "claimed" }),
      ...chain.slice(1),
      chain[0]!,
    ];
    const { words, ways } = found(all, relations);
    expect(ways).to.deep.equal(["ann dan", "ann ben guild dan"]);
    expect(words[0]?.weakest).to.equal("One source (ben, claimed).");
    expect(words[0]?.ifWrong).to.equal("If that source is wrong: still linked through ben and guild.");
    expect(found(all, relations, { without: new Set(["ben"]) }).ways).to.deep.equal(["ann ben guild dan"]);
    expect(found(all, relations, { without: new Set(["ben"]), avoiding: new Set(["guild"]) }).ways).to.deep.equal([]);
  });

  it("needs every voice that a sentence is put together from", () => {
    const raid = entity("raid", "Event");
    const { words } = found(
      [...all, raid],
      [claim("ann CARRIED_OUT raid", { source: "ben" }), claim("raid KILLED dan", { source: "cat" })],
    );
    expect(words[0]?.weakest).to.equal("Only 2 sources together (ben, cat, said).");
    expect(words[0]?.ifWrong).to.equal("If one of them is wrong: no other link in 4 steps.");
  });

  it("prefers what has happened, a narrow way, deeds, and more sources, in this order", () => {
    const land = entity("land", "Country");
    const via = (middle: string, more: Partial<Relation> = {}) => [
      claim(`ann ALLIED_WITH ${middle}`, { id: `1 ${middle}`, ...more }),
      claim(`${middle} ALLIED_WITH dan`, { id: `2 ${middle}`, ...more }),
    ];
    const { ways, words } = found(
      [...all, land],
      [
        ...via("land"),
        ...via("ben", { certainty: "claimed" }),
        ...via("cat"),
        ...via("guild").flatMap((one) => [one, { ...one, id: `${one.id} again`, source: "ben" }]),
        claim("ann ALLIED_WITH dan", { certainty: "planned" }),
      ],
      { k: 5 },
    );
    expect(ways).to.deep.equal(["ann guild dan", "ann cat dan", "ann ben dan", "ann land dan", "ann dan"]);
    expect(words[3]?.wide).to.deep.equal(["Through land: as wide as a country."]);
  });

  it("does not take a denial for a link, and tells it where there is nothing else", () => {
    const { result, ways } = found(all, [claim("ann ALLIED_WITH dan", { polarity: "negative" })]);
    expect(ways).to.deep.equal([]);
    expect(result.denials.map(({ text }) => text)).to.deep.equal(["Ann is not close to dan"]);
    expect(noneWords(result, [], () => null)).to.equal(
      "Nothing here says how they are linked; what is said of both says it is not so.",
    );
  });

  it("names the sentence that has both where nothing links them", () => {
    const { result } = found(all, [claim("ann ALLIED_WITH ben")]);
    const at = (sentence: number, document = "article") => ({ document, sentence });
    const both = namingBoth([at(9), at(7), at(0, "other"), at(7)], [at(7), at(8), at(9)]);
    expect(both).to.deep.equal([at(7), at(9)]);
    expect(noneWords(result, both, () => null)).to.equal(
      "Nothing here says how they are linked. Sentence 7 names both.",
    );
    expect(noneWords(result, [at(0)], () => "A report")).to.equal(
      "Nothing here says how they are linked. The headline of “A report” names both.",
    );
  });

  it("says when a whole is put together of what several say", () => {
    const [one, two, three] = chain as [Relation, Relation, Relation];
    const { words } = found(all, [one, { ...two, source: "cat" }, { ...three, source: "cat" }]);
    expect(words[0]?.whole).to.equal("Put together here; nobody says the whole.");
  });

  it("is told of the seed's president and the Hashed in three steps", () => {
    const connections = connectionGraph(seedGraph());
    const { found: ways } = findConnections(connections, { from: "trump", to: "hashed" });
    expect(ways[0]?.steps.map(({ claims }) => claims[0]?.text)).to.deep.equal([
      "Donald Trump backs the drone strike of 3 Jan",
      "The drone strike of 3 Jan killed five Hashed",
      "Five Hashed belong to Hashed al-Shaabi",
    ]);
  });

  it("is found fast, and in a bounded number of ways, among hubs and 50,000 relations", function () {
    this.timeout(120_000);
    const random = generator(7);
    const [many, hubs] = [10_000, 10];
    const entities = Array.from({ length: many }, (_, at) => entity(`n${at}`, at === 0 ? "Country" : "Person"));
    const relations = Array.from({ length: 50_000 }, (_, at) => {
      const subject = random(4) === 0 ? random(hubs) : random(many);
      return claim(`n${subject} ALLIED_WITH n${random(many)}`, { id: `r${at}`, source: `n${random(50)}` });
    });
    const empty = graphOf([], []);
    const connections = connectionGraph({ ...empty, entities, relations });
    const before = process.cpuUsage();
    for (const [from, to] of [
      ["n0", "n1"],
      ["n2", "n3"],
      ["n400", "n900"],
      ["n5", "n6"],
    ] as const) {
      const { found: ways, more } = findConnections(connections, { from, to, k: 20 });
      expect(ways).to.have.length.within(10, 20);
      expect(more).to.equal(true);
      for (const { marks } of ways) {
        expect(new Set(marks).size).to.equal(marks.length);
        expect(marks.length - 1).to.be.at.most(MAX_STEPS);
      }
    }
    const { user } = process.cpuUsage(before);
    expect(user / 4_000).to.be.below(1_500);
  });
});

/** Mulberry32: the same numbers from one seed. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
