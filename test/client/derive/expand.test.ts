import { expect } from "chai";
import { surroundings } from "../../../client/derive/expand.ts";
import { storyPicture } from "../../../client/derive/story-picture.ts";
import { apply, type Command } from "../../../client/state/commands.ts";
import { NEW_WORKSPACE, NO_FILTER } from "../../../client/state/workspace.ts";
import { claim, entity, graphOf } from "../../model/claims.ts";

/** A hub of 1,500: it leads 1, is against 299, and 1,200 belong to it; one of those is joined to another. */
const people = Array.from({ length: 1200 }, (_, at) => `person-${at}`);
const rivals = Array.from({ length: 299 }, (_, at) => `rival-${at}`);
const graph = graphOf(
  [
    entity("hub", "Organization"),
    entity("boss", "Person"),
    ...people.map((id) => entity(id, "Person")),
    ...rivals.map((id) => entity(id, "Organization")),
  ],
  [
    claim("boss LEADS hub"),
    ...people.map((id) => claim(`${id} MEMBER_OF hub`)),
    ...rivals.map((id) => claim(`hub OPPOSES ${id}`)),
    claim("person-7 ALLIED_WITH rival-3"),
  ],
);

function after(...commands: readonly Command[]) {
  const pictureOf = storyPicture(graph);
  const workspace = commands.reduce(apply, NEW_WORKSPACE);
  return { workspace, picture: pictureOf(workspace) };
}

describe("what surrounds a mark", () => {
  const alone: Command = { type: "keep-only", ids: ["hub"] };

  it("is counted by type and direction, all of it, whatever is shown", () => {
    const { picture } = after(alone);
    expect(picture.seen).to.equal(1);
    const { groups, fresh } = surroundings(picture, graph, NO_FILTER, "hub");
    expect(groups.map(({ type, direction, count }) => [type, direction, count])).to.deep.equal([
      ["MEMBER_OF", "in", 1200],
      ["OPPOSES", "out", 299],
      ["LEADS", "in", 1],
    ]);
    expect(fresh).to.have.length(1500);
    // Who is joined to more comes first.
    expect([groups[0]!.fresh[0], groups[1]!.fresh[0]]).to.deep.equal(["person-7", "rival-3"]);
  });

  it("is less by what is shown already, and by what the filter removes", () => {
    const { picture } = after(alone, { type: "add", ids: ["boss", "person-7"] });
    const filter = { ...NO_FILTER, types: new Set(["OPPOSES"]) };
    const { groups, fresh, shown } = surroundings(picture, graph, filter, "hub");
    expect(groups.map(({ type, count, fresh }) => [type, count, fresh.length])).to.deep.equal([
      ["MEMBER_OF", 1200, 1199],
      ["LEADS", 1, 0],
    ]);
    expect([fresh.length, shown]).to.deep.equal([1199, ["boss", "person-7"]]);
    const noPeople = surroundings(picture, graph, { ...NO_FILTER, kinds: new Set(["Person"]) }, "hub");
    expect(noPeople.groups.map(({ type }) => type)).to.deep.equal(["OPPOSES"]);
  });

  it("collapses to whoever is joined to something else that is shown", () => {
    const { picture } = after(alone, { type: "add", ids: ["boss", "person-7", "person-8", "rival-3"] });
    expect(surroundings(picture, graph, NO_FILTER, "hub").leaves).to.have.members(["boss", "person-8"]);
  });

  it("can be taken away, found again, and started over", () => {
    const ids = (...commands: readonly Command[]) => after(...commands).picture.drawing.marks.map(({ id }) => id);
    const some: Command = { type: "add", ids: ["boss", "rival-3"] };
    expect(ids(alone, some)).to.have.members(["hub", "boss", "rival-3"]);
    expect(ids(alone, some, { type: "exclude", ids: ["boss"] })).to.have.members(["hub", "rival-3"]);
    expect(ids(alone, some, { type: "exclude", ids: ["boss"] }, { type: "find", id: "boss" })).to.include("boss");
    expect(ids({ type: "exclude", ids: ["hub"] })).to.not.include("hub");
    expect(ids({ type: "set-base", base: "whole" }, { type: "exclude", ids: ["hub"] })).to.have.length(1500);
    expect(ids({ type: "exclude", ids: ["hub"] }, { type: "set-base", base: "whole" })).to.have.length(1501);
    expect(ids({ type: "set-base", base: "own" })).to.deep.equal([]);
  });

  it("leaves the selection what is still there", () => {
    const found: Command = { type: "find", id: "boss" };
    expect(after(found, { type: "exclude", ids: ["boss"] }).workspace.selection.kind).to.equal("nothing");
    expect(after(found, { type: "keep-only", ids: ["hub", "boss"] }).workspace.selection.kind).to.equal("marks");
  });
});
