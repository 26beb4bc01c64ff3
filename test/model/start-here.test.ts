import { expect } from "chai";
import { allOf, foldStory } from "../../model/reading.ts";
import { startHere } from "../../model/start-here.ts";
import { seedGraph } from "./seed.ts";

const graph = seedGraph();
const view = foldStory(graph);

describe("What a story tells first", () => {
  it("is two sentences of its summary, those it features, and what is planned, one of each planner", () => {
    const { summary, people, planned } = startHere(graph, view);
    expect(summary).to.equal(graph.story.summary);
    expect(people.map(({ name }) => name)).to.deep.equal([
      "Qasem Soleimani",
      "Abu Mahdi al-Muhandis",
      "Donald Trump",
      "Esmail Qaani",
      "Ali Khamenei",
    ]);
    expect(planned[0]).to.deep.equal({
      line: "mourning-procession~soleimani",
      text: "The mourning procession is to mourn Qasem Soleimani",
      speaker: "article",
    });
    expect(planned.filter(({ text }) => text.startsWith("The mourning procession"))).to.have.length(1);
  });

  it("leaves out what a filter hides", () => {
    const lines = new Set(view.lines.map(({ id }) => id));
    expect(startHere(graph, view, lines).planned).to.deep.equal([]);
  });

  it("cuts a long summary behind its second sentence, and fills up with groups where people are few", () => {
    const story = { ...graph.story, summary: "One was said. Two followed? Three did not.", featured: [] };
    const people = new Set(graph.entities.flatMap(({ id, label }) => (label === "Person" ? [id] : [])));
    const few = { ...view, marks: view.marks.filter(({ id }) => !people.has(id) || id === "trump") };
    const told = startHere({ ...graph, story }, few);
    expect(told.summary).to.equal("One was said. Two followed?");
    expect(told.people.map(({ id }) => id)[0]).to.equal("trump");
    expect(told.people).to.have.length(5);
  });

  it("tells nothing of an empty story", () => {
    const empty = { ...graph, story: { ...graph.story, summary: "" }, entities: [], relations: [], mentions: {} };
    expect(startHere(empty, allOf(empty))).to.deep.equal({ summary: "", people: [], planned: [] });
  });
});
