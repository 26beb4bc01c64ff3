import { expect } from "chai";
import { firstSight } from "../../model/first-sight.ts";
import type { Line } from "../../model/lines.ts";
import { allOf, foldStory } from "../../model/reading.ts";
import { countFacets, NO_SENTENCE_FILTER, removalBy } from "../../model/sentence-filter.ts";
import { viewWithout, speakersOf, removeSources } from "../../model/speakers.ts";
import { drawingOf } from "../../picture/reading-drawing.ts";
import { seedGraph } from "./seed.ts";

const count = (lines: readonly Line[]) => ({
  pairs: new Set(lines.map(({ from, to }) => [from, to].toSorted().join())).size,
  lines: lines.length,
  sentences: lines.reduce((sum, { sentences }) => sum + sentences.length, 0),
});

/** How many marks can be reached from one. */
function reach(start: string, lines: readonly Line[]): number {
  const reached = new Set([start]);
  for (let before = 0; before < reached.size;) {
    before = reached.size;
    for (const { from, to } of lines) if (reached.has(from) || reached.has(to)) reached.add(from).add(to);
  }
  return reached.size;
}

describe("the reading view of the seed story", () => {
  const graph = seedGraph();
  const view = foldStory(graph);

  it("folds 94 entities into 55 marks and 116 sentences on 113 lines between 95 pairs", () => {
    expect({ marks: view.marks.length, ...count(view.lines) }).to.deep.equal({
      marks: 55,
      pairs: 95,
      lines: 113,
      sentences: 116,
    });
  });

  it("keeps the seven events on which three others hang", () => {
    expect(view.keptEvents.toSorted()).to.deep.equal([
      "deployment-kuwait",
      "mourning-procession",
      "revenge",
      "strike-1",
      "strike-2",
      "us-iran-tensions",
      "us-iran-war",
    ]);
  });

  it("loses no relation: each is on a line, in a caption, in words or in the timeline", () => {
    const onLines = new Set(view.lines.flatMap(({ sentences }) => sentences.flatMap(({ relations }) => relations)));
    expect({
      lines: onLines.size,
      captions: view.captions.length,
      rest: view.words.length + view.timeline.length,
    }).to.deep.equal({ lines: 146, captions: 25, rest: 27 });
    const all = [...onLines, ...view.captions, ...view.words, ...view.timeline];
    const drawable = graph.relations.filter(({ subject }) => subject !== "article").map(({ id }) => id);
    expect(all.toSorted()).to.deep.equal(drawable.toSorted());
  });

  it("puts nothing into a mouth that nobody opened: on the seed each chain has one speaker", () => {
    const composed = view.lines.flatMap(({ sentences }) => sentences.filter(({ speaker }) => speaker === null));
    expect(composed).to.deep.equal([]);
  });

  it("is one piece", () => {
    expect(reach(view.marks[0]?.id ?? "", view.lines)).to.equal(view.marks.length);
  });

  it("shows 30 marks first, seven of them events, with 82 sentences on 80 lines and the five featured among them", () => {
    const shown = new Set(firstSight(view, graph));
    const lines = view.lines.filter(({ from, to }) => shown.has(from) && shown.has(to));
    const events = view.keptEvents.filter((id) => shown.has(id)).length;
    expect({ marks: shown.size, events, ...count(lines) }).to.deep.equal({
      marks: 30,
      events: 7,
      pairs: 65,
      lines: 80,
      sentences: 82,
    });
    expect(graph.story.featured.filter((id) => !shown.has(id))).to.deep.equal([]);
  });

  it("shows first the thirty that tell the story, in one piece, none hanging by a thread", () => {
    const shown = new Set(firstSight(view, graph));
    const lines = view.lines.filter(({ from, to }) => shown.has(from) && shown.has(to));
    const joins = [...shown].map(
      (id) => new Set(lines.flatMap(({ from, to }) => (from === id ? [to] : to === id ? [from] : []))).size,
    );
    expect([...shown].toSorted().join(" ")).to.equal(
      "airborne-82 baghdad deployment-kuwait five-guards five-hashed global-response-force hashed iran iraq " +
        "iraqi-parliament irgc khamenei middle-east mourning-procession muhandis pro-iran-factions pro-iran-fighters " +
        "qaani quds-force revenge security-agreement soleimani strike-1 strike-2 trump uk-government us " +
        "us-iran-tensions us-iran-war us-troops",
    );
    expect(Math.min(...joins)).to.equal(2);
    expect(reach([...shown][0] ?? "", lines)).to.equal(30);
  });

  it("shows every node and relation as stored, one switch away", () => {
    const all = allOf(graph);
    expect({ marks: all.marks.length, ...count(all.lines) }).to.deep.equal({
      marks: 94,
      pairs: 187,
      lines: 195,
      sentences: 198,
    });
  });

  it("tells no more what was taken back, in either view", () => {
    const relations = graph.relations.map((relation) =>
      relation.source === "trump" ? { ...relation, status: "retracted" as const } : relation,
    );
    const corrected = { ...graph, relations };
    const told = [foldStory(corrected), allOf(corrected)].flatMap(({ lines }) =>
      lines.flatMap(({ sentences }) => sentences.filter(({ speaker }) => speaker === "trump")),
    );
    expect(told).to.deep.equal([]);
    expect(speakersOf(corrected).filter(({ id }) => id === "trump")).to.deep.equal([]);
  });

  it("tells what falls when Trump is switched off, and what still stands beside it on whom", () => {
    const { removedLines, dimmedLines, isolatedMarks, removedSentences, remaining, summary } = removeSources(
      view,
      graph,
      new Set(["trump"]),
    );
    expect({ removedLines: removedLines.length, dimmedLines, isolatedMarks, summary }).to.deep.equal({
      removedLines: 8,
      dimmedLines: [],
      isolatedMarks: ["us-diplomats"],
      summary: "8 lines fall, 8 sentences beside them stand on other voices; 1 thing is no longer joined to the story.",
    });
    expect(removedSentences.map(({ line }) => line)).to.deep.equal(removedLines);
    expect(remaining.filter(({ line }) => line.startsWith("soleimani~strike-1"))).to.deep.equal([
      {
        line: "soleimani~strike-1",
        text: "The drone strike of 3 Jan killed Qasem Soleimani",
        voices: ["article", "us-officials"],
      },
    ]);
  });

  it("counts what falls among the marks that are shown, so that the number agrees with the picture", () => {
    const shown = new Set(firstSight(view, graph));
    const { removedLines, isolatedMarks, summary } = removeSources(view, graph, new Set(["trump"]), shown);
    const drawn = drawingOf(view, shown).lines.map(({ id }) => id);
    expect({ hidden: removedLines.filter((id) => !drawn.includes(id)), isolatedMarks, summary }).to.deep.equal({
      hidden: [],
      isolatedMarks: [],
      summary: "7 lines fall, 8 sentences beside them stand on other voices.",
    });
  });

  it("tells a line that loses one of its voices by what the others say", () => {
    const heard = viewWithout(view, graph, removalBy(graph, { sources: new Set(["article"]) }));
    const line = drawingOf(heard).lines.find(({ id }) => id === "soleimani~strike-1");
    expect(line).to.deep.include({ words: "killed", count: 1, certainty: "claimed" });
    const { dimmedLines, remaining } = removeSources(view, graph, new Set(["article"]));
    expect(dimmedLines).to.include("soleimani~strike-1");
    expect(remaining).to.deep.include({
      line: "soleimani~strike-1",
      text: "The drone strike of 3 Jan killed Qasem Soleimani",
      voices: ["us-officials"],
    });
    // "Iran · armed force" is the article's own word, too.
    expect(heard.marks.find(({ id }) => id === "quds-force")?.caption).to.equal("armed force");
  });

  it("counts what each voice says in the picture", () => {
    const { sources: voices } = countFacets(view, graph, NO_SENTENCE_FILTER, () => true);
    expect([voices.get("trump"), voices.get("us-officials")]).to.deep.equal([8, 5]);
  });

  it("lists the article's own voice first and Trump with his ten relations behind it", () => {
    expect(speakersOf(graph).slice(0, 2)).to.deep.equal([
      { id: "article", name: "the article itself", relations: 165, unnamed: false },
      { id: "trump", name: "Donald Trump", relations: 10, unnamed: false },
    ]);
  });
});
