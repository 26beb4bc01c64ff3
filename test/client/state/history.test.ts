import { expect } from "chai";
import { selectMark } from "../../../client/graph/selection.ts";
import type { Command } from "../../../client/state/commands.ts";
import { record, redo, startHistory, undo, visit, type History } from "../../../client/state/history.ts";
import { NEW_WORKSPACE } from "../../../client/state/workspace.ts";

const off = (value: string): Command => ({ type: "toggle-filter", facet: "sources", value });
const start = startHistory(NEW_WORKSPACE);

function after(...commands: readonly Command[]): History {
  return commands.reduce((history, command) => record(history, command), start);
}

describe("undo and redo", () => {
  it("goes back through every command, and forward again", () => {
    const [one, two] = [after(off("a")), after(off("a"), { type: "set-mode", mode: "all" })];
    expect(undo(two).present).to.equal(two.past[1]);
    expect(undo(two).present).to.deep.equal(one.present);
    expect(undo(undo(two)).present).to.equal(NEW_WORKSPACE);
    expect(redo(redo(undo(undo(two)))).present).to.equal(two.present);
  });

  it("does nothing where there is nothing to undo or to redo", () => {
    expect([undo(start), redo(start)]).to.deep.equal([start, start]);
  });

  it("forgets what was undone once something else is done", () => {
    const other = record(undo(after(off("a"))), off("b"));
    expect(redo(other)).to.deep.equal({ ...other, gesture: null });
  });

  it("has no step for a selection, and brings back the one that stood at the step", () => {
    const chosen = after({ type: "select", selection: selectMark("x") }, off("a"));
    const moved = record(chosen, { type: "select", selection: selectMark("y") });
    expect(moved.past).to.have.length(1);
    expect(undo(moved).present.selection).to.deep.equal(selectMark("x"));
    const back = record(undo(moved), { type: "select", selection: selectMark("z") });
    expect([...redo(back).present.filter.sources]).to.deep.equal(["a"]);
  });

  it("has no step for a command that changes nothing", () => {
    expect(after({ type: "set-mode", mode: "story" }, { type: "clear-filter" }).past).to.deep.equal([]);
  });

  it("takes the commands of one gesture as one step, and of the next as another", () => {
    const typed = ["a", "b", "c"].reduce((history, value) => record(history, off(value), "typing 1"), start);
    expect([typed.past.length, typed.present.filter.sources.size]).to.deep.equal([1, 3]);
    const again = record(typed, off("d"), "typing 2");
    expect(undo(again).present).to.deep.equal(typed.present);
    expect(undo(undo(again)).present).to.equal(NEW_WORKSPACE);
    expect(record(undo(again), off("e"), "typing 1").past).to.have.length(2);
  });

  it("takes back where a mark was dragged to, to a pixel", () => {
    const dragged = after({ type: "pin", id: "x", x: 0.12345, y: 0.5 }, { type: "pin", id: "x", x: 0.7, y: 0.5 });
    expect(undo(dragged).present.pinned).to.deep.equal(new Map([["x", { x: 0.123, y: 0.5 }]]));
    expect(undo(undo(dragged)).present.pinned.size).to.equal(0);
  });

  it("keeps the last two hundred steps", () => {
    const many = after(...Array.from({ length: 250 }, (_, at) => off(String(at))));
    expect(many.past).to.have.length(200);
  });
});

describe("the browser's back and forward buttons", () => {
  it("undo what the address before did not have, and redo it", () => {
    const two = after(off("a"), off("b"));
    const back = visit(two, { ...NEW_WORKSPACE, selection: selectMark("x") });
    expect(back.past).to.deep.equal([]);
    expect(back.present.selection).to.deep.equal(selectMark("x"));
    expect(back.future).to.have.length(2);
    const forward = visit(back, two.present);
    expect([forward.past.length, forward.present, forward.future]).to.deep.equal([2, two.present, []]);
  });

  it("take a selection for no step", () => {
    const one = after(off("a"), { type: "select", selection: selectMark("x") });
    const back = visit(one, after(off("a")).present);
    expect([back.past.length, back.future.length, back.present.selection.kind]).to.deep.equal([1, 0, "nothing"]);
  });

  it("take an address that no step had for a new step", () => {
    const other = after(off("c")).present;
    const visited = visit(after(off("a")), other);
    expect(undo(visited).present).to.deep.equal(after(off("a")).present);
  });
});
